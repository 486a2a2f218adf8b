"""``python -m qwg.pan``: the command line in, its exit status out."""
import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
