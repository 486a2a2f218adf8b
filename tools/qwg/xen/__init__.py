"""From profiles to Xen: a host's profile comes in; what its toolstack reads goes out."""
