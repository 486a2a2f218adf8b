# What ncm-xen is told on the host xen-host2.example.org,
# made from its profile, so changes here are lost.
#
# Sets: what stands below /software/components/xen there
# Reads: nothing

structure template xen-host2.example.org/ncm-xen;

'active' = true;
'create_domains' = true;
'create_filesystems' = true;
'dependencies' = dict('pre', list('spma'));
'dispatch' = true;
'domains' = dict(
    'xen-guest3.example.org', dict(
        'auto', true,
        'options', dict(
            'bootargs', '--entry=1',
            'bootloader', '/usr/bin/pygrub',
            'disk', list(
                dict(
                    'create', true,
                    'guestdevice', 'xvda',
                    'hostdevice', 'vg01',
                    'hostvol', 'xen-guest3.example.org',
                    'rw', 'w',
                    'size', 20480,
                    'type', 'lvm',
                ),
            ),
            'memory', 512,
            'name', 'xen-guest3.example.org',
            'vcpus', 1,
            'vif', list('mac=00:16:3e:00:00:23'),
        ),
    ),
    'xen-guest4.example.org', dict(
        'auto', true,
        'options', dict(
            'bootargs', 'mac=00:16:3e:00:00:24',
            'bootloader', '/usr/bin/pypxeboot',
            'disk', list(
                dict(
                    'create', true,
                    'guestdevice', 'sda',
                    'hostdevice', 'vg01',
                    'hostvol', 'xen-guest4.example.org',
                    'rw', 'w',
                    'size', 10240,
                    'type', 'lvm',
                ),
            ),
            'memory', 256,
            'name', 'xen-guest4.example.org',
            'vcpus', 1,
            'vif', list('mac=00:16:3e:00:00:24,bridge=xenbr1'),
        ),
    ),
);
'network' = dict(
    'bridges', dict(
        'xenbr0', dict(
            'netdev', 'eth0',
            'vifnum', 0,
        ),
        'xenbr1', dict(
            'netdev', 'eth1',
            'vifnum', 1,
        ),
    ),
    'removeqemunetworklibvirtautostart', true,
);
'register_change' = list('/software/components/xen');
