# Nothing but the default layout of filesystem/config.

unique template site/filesystems/xen-host;
