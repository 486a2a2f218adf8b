"""`python -m qwg ARGS`: the command line of ./invoke comes in, the exit status of the task goes out."""
from qwg.program import main

main()
