"""A tree and a distribution's packages come in; whether its guests run on a real Xen as it says goes out."""
