# The packages of every machine.
#
# Sets: /software/packages
# Reads: KERNEL_VERSION_NUM, PKG_ARCH_KERNEL (a kernel without a version is left to the package manager)

unique template rpms/base;

include 'components/spma/config';

'/software/packages' = {
    foreach (i; name; list('bash', 'coreutils', 'glibc', 'openssh-server', 'rpm', 'yum')) {
        pkg_repl(name);
    };
    if (is_defined(KERNEL_VERSION_NUM)) {
        pkg_repl('kernel', KERNEL_VERSION_NUM, PKG_ARCH_KERNEL);
    } else {
        pkg_repl('kernel');
    };
    SELF;
};
