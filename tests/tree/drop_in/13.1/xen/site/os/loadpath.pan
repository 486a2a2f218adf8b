unique template site/os/loadpath;

variable LOADPATH = list('sl450-x86_64', 'sl6.x-x86_64');
variable KERNEL_VERSION_NUM ?= '2.6.9-55.EL';
