"""Checks of templates as they are written: a tree or files come in, findings, and files put right, go out."""
