"""`python -m qwg ARGS`: the command line of ./invoke comes in, the exit status of the task goes out."""
import sys

try:
    from qwg.program import main
except ModuleNotFoundError as error:
    sys.exit(print(f"{sys.executable} lacks the package {error.name}: remove .venv and call ./invoke again",
                   file=sys.stderr) or 3)

main()
