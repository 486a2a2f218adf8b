"""A site's tree and its build: a template tree comes in; compiled profiles, and a report on them, go out."""
