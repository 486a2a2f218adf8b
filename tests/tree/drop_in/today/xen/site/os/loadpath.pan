unique template site/os/loadpath;

variable LOADPATH = append('el7.x-x86_64');
variable OS_VERSION_PARAMS = OS_VERSION_PARAMS_DEFAULT;
variable KERNEL_VERSION_NUM ?= '2.6.9-55.EL';
