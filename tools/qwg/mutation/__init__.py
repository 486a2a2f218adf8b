"""Mutations of templates: templates and golden tests come in, the changes that no test notices go out."""
