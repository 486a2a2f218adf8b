# How a guest boots: the arguments of its boot loader, or a kernel of the host.

object template pypxeboot;

include 'alone';
variable XEN_GUESTS = list('one-card', 'on-bridge', 'by-hand', 'by-vif');
variable XEN_VIF_BRIDGE = dict('on-bridge', dict('eth0', 'xenbr1'));
variable XEN_BOOTARGS = dict('by-hand', 'label=x mac=00:16:3e:00:00:01', 'by-vif', 'vif[0]');
variable XEN_BOOTARG_DEFAULT = '--quiet';
include 'xen/configure_guests';

# expect: /software/components/xen/domains/one-card/options/bootloader = '/usr/bin/pypxeboot'
# expect: /software/components/xen/domains/one-card/options/bootargs = 'vif[0]'
# expect: /software/components/xen/domains/on-bridge/options/vif = list('mac=00:16:3e:00:00:01,bridge=xenbr1')
# expect: /software/components/xen/domains/on-bridge/options/bootargs = 'mac=00:16:3e:00:00:01'
# expect: /software/components/xen/domains/by-hand/options/bootargs = 'label=x mac=00:16:3e:00:00:01'
# expect: /software/components/xen/domains/by-vif/options/bootargs = 'vif[0]'

object template one-card;
include 'small-guest';

object template on-bridge;
include 'small-guest';

object template by-hand;
include 'small-guest';

object template by-vif;
include 'small-guest';

object template another-loader;

include 'alone';
variable XEN_GUESTS = list('one-card', 'by-hand');
variable XEN_BOOTLOADER_DEFAULT = '/usr/bin/pygrub';
variable XEN_BOOTARG_DEFAULT = '--quiet';
variable XEN_BOOTARGS = dict('by-hand', 'mac=wrong');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/one-card/options/bootloader = '/usr/bin/pygrub'
# expect: /software/components/xen/domains/one-card/options/bootargs = '--quiet'
# expect: /software/components/xen/domains/by-hand/options/bootargs = 'mac=wrong'

object template vif-with-address-behind;

include 'alone';
variable XEN_GUESTS = list('one-card');
'/software/components/xen/domains/one-card/options/vif' = list('bridge=xenbr0,mac=00:16:3e:00:00:07,type=ioemu');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/one-card/options/bootargs = 'mac=00:16:3e:00:00:07'

object template arguments-given;

include 'alone';
variable XEN_GUESTS = list('one-card');
'/software/components/xen/domains/one-card/options/bootargs' = 'mine';
include 'xen/configure_guests';

# expect: /software/components/xen/domains/one-card/options/bootargs = 'mine'

object template vif-without-address;

include 'alone';
variable XEN_GUESTS = list('one-card');
'/software/components/xen/domains/one-card/options/vif' = list('bridge=xenbr0');
include 'xen/configure_guests'; # expect-error: 'vif-without-address: guest one-card: VIF 0, "bridge=xenbr0", has no MAC address for pypxeboot'

# --- arguments that pypxeboot refuses ---

object template no-such-vif;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'vif[1]');
include 'xen/configure_guests'; # expect-warning: 'no-such-vif: guest one-card: pypxeboot refuses the arguments "vif[1]" of XEN_BOOTARGS: the guest has no VIF 1; write mac=ADDRESS, or nothing'

# expect: /software/components/xen/domains/one-card/options/bootargs = 'vif[1]'

object template no-eleventh-vif;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'vif[10]');
include 'xen/configure_guests'; # expect-warning: 'no-eleventh-vif: guest one-card: pypxeboot refuses the arguments "vif[10]" of XEN_BOOTARGS: the guest has no VIF 10; write mac=ADDRESS, or nothing'

object template no-such-vif-in-two-digits;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'vif[10]');
include 'xen/configure_guests'; # expect-warning: the guest has no VIF 10; write mac=ADDRESS, or nothing

# expect: /software/components/xen/domains/one-card/options/bootargs = 'vif[10]'

object template vif-on-bridge;

include 'alone';
variable XEN_GUESTS = list('on-bridge');
variable XEN_VIF_BRIDGE = dict('on-bridge', dict('eth0', 'xenbr1'));
variable XEN_BOOTARGS = dict('on-bridge', 'vif[0]');
include 'xen/configure_guests'; # expect-warning: 'vif-on-bridge: guest on-bridge: pypxeboot refuses the arguments "vif[0]" of XEN_BOOTARGS: "00:16:3e:00:00:01,bridge" is not a MAC address; write mac=ADDRESS, or nothing'

# expect: /software/components/xen/domains/on-bridge/options/bootargs = 'vif[0]'

object template no-address;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'label=linux');
include 'xen/configure_guests'; # expect-warning: 'no-address: guest one-card: pypxeboot refuses the arguments "label=linux" of XEN_BOOTARGS: "" is not a MAC address; write mac=ADDRESS, or nothing'

object template empty-address;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'mac=00:16:3e:00:00:01 mac=');
include 'xen/configure_guests'; # expect-warning: 'empty-address: guest one-card: pypxeboot refuses the arguments "mac=00:16:3e:00:00:01 mac=" of XEN_BOOTARGS: "" is not a MAC address; write mac=ADDRESS, or nothing'

object template short-address;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'mac=00:16:3e:00:00');
include 'xen/configure_guests'; # expect-warning: 'short-address: guest one-card: pypxeboot refuses the arguments "mac=00:16:3e:00:00" of XEN_BOOTARGS: "00:16:3e:00:00" is not a MAC address; write mac=ADDRESS, or nothing'

object template long-address;

include 'alone';
variable XEN_GUESTS = list('one-card');
variable XEN_BOOTARGS = dict('one-card', 'mac=00:16:3e:00:00:01:02');
include 'xen/configure_guests'; # expect-warning: 'long-address: guest one-card: pypxeboot refuses the arguments "mac=00:16:3e:00:00:01:02" of XEN_BOOTARGS: "00:16:3e:00:00:01:02" is not a MAC address; write mac=ADDRESS, or nothing'

object template address-with-commas;

include 'alone';
variable XEN_GUESTS = list('one-card', 'by-hand');
variable XEN_BOOTARGS = dict('one-card', 'mac=00:16:3E:AB:cd:0f,,', 'by-hand', 'xmac=1 mac=00:16:3e:00:00:01');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/one-card/options/bootargs = 'mac=00:16:3E:AB:cd:0f,,'

# --- a kernel of the host ---

object template kernels;

include 'alone';
variable XEN_GUESTS = list('versioned', 'given');
variable XEN_BOOTLOADER_DEFAULT = '';
variable XEN_BOOT_DEVICE = '/dev/xvda1';
'/software/components/xen/domains/given/options' = dict('kernel', '/boot/k', 'ramdisk', '/boot/r', 'root', '/dev/x');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/versioned/options/bootloader = null
# expect: /software/components/xen/domains/versioned/options/bootargs = null
# expect: /software/components/xen/domains/versioned/options/kernel = '/boot/vmlinuz-2.6.9xenU'
# expect: /software/components/xen/domains/versioned/options/ramdisk = '/boot/initrd-2.6.9xenU.img'
# expect: /software/components/xen/domains/versioned/options/root = '/dev/xvda1 ro'
# expect: /software/components/xen/domains/given/options/bootloader = null
# expect: /software/components/xen/domains/given/options/kernel = '/boot/k'
# expect: /software/components/xen/domains/given/options/ramdisk = '/boot/r'
# expect: /software/components/xen/domains/given/options/root = '/dev/x'

object template versioned;
include 'small-guest';
'/system/kernel/version' = '2.6.9xenU';

object template given;
include 'small-guest';

object template no-kernel;

include 'alone';
variable XEN_GUESTS = list('given');
variable XEN_BOOTLOADER = dict('given', '');
include 'xen/configure_guests'; # expect-error: 'no-kernel: guest given boots without a boot loader, but its profile names no kernel: set XEN_GUEST_KERNEL_VERSION there'

object template kernel-without-ramdisk;

include 'alone';
variable XEN_GUESTS = list('given');
variable XEN_BOOTLOADER = dict('given', '');
'/software/components/xen/domains/given/options/kernel' = '/boot/k';
include 'xen/configure_guests'; # expect-error: 'kernel-without-ramdisk: guest given boots without a boot loader, but its profile names no kernel: set XEN_GUEST_KERNEL_VERSION there'

object template ramdisk-without-kernel;

include 'alone';
variable XEN_GUESTS = list('given');
variable XEN_BOOTLOADER = dict('given', '');
'/software/components/xen/domains/given/options/ramdisk' = '/boot/r';
include 'xen/configure_guests'; # expect-error: 'ramdisk-without-kernel: guest given boots without a boot loader, but its profile names no kernel: set XEN_GUEST_KERNEL_VERSION there'
