# What a piece of hardware may say about itself.
#
# Sets: type structure_annotation
# Reads: nothing

declaration template quattor/types/annotation;

type structure_annotation = {
    "name" ? string
    "type" ? string
    "model" ? string
    "manufacturer" ? string
    "vendor" ? string
    "version" ? string
    "chipset" ? string
    "serialnumber" ? string
    "arch" ? string
    "bus" ? string
    "clock" ? long
    "power" ? long(0..)
    @{where the piece stands; for a Xen guest the name of its host}
    "location" ? string
};
