"""Golden tests of templates: object templates below a tree's tests/ come in, what is not as expected goes out.

cases reads the test files, run compiles them, judge compares, plugin and session are pytest's and invoke's way in.
"""
