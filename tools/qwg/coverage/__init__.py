"""Coverage of templates: profiles and golden tests come in, what of which template ran goes out."""
