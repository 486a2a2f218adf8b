"""A template tree of Xen hosts and guests comes in; profiles, and what the machines need, go out."""

__version__ = "0.1.0"
