# What ncm-xen is told on the host xen-host.example.org,
# made from its profile, so changes here are lost.
#
# Sets: what stands below /software/components/xen there
# Reads: nothing

structure template xen-host.example.org/ncm-xen;

'active' = true;
'create_domains' = true;
'create_filesystems' = true;
'dependencies' = dict('pre', list('spma'));
'dispatch' = true;
'domains' = dict(
    'xen-guest1.example.org', dict(
        'auto', true,
        'options', dict(
            'bootargs', 'vif[0]',
            'bootloader', '/usr/bin/pypxeboot',
            'disk', list(
                dict(
                    'create', true,
                    'guestdevice', 'xvda',
                    'hostdevice', 'vg01',
                    'hostvol', 'xen-guest1.example.org',
                    'rw', 'w',
                    'size', 20480,
                    'type', 'lvm',
                ),
            ),
            'memory', 256,
            'name', 'xen-guest1.example.org',
            'vcpus', 1,
            'vif', list('mac=00:16:3e:00:00:11'),
        ),
    ),
    'xen-guest2.example.org', dict(
        'auto', true,
        'options', dict(
            'bootargs', 'vif[0]',
            'bootloader', '/usr/bin/pypxeboot',
            'disk', list(
                dict(
                    'create', true,
                    'guestdevice', 'xvda',
                    'hostdevice', 'vg01',
                    'hostvol', 'xen-guest2.example.org',
                    'rw', 'w',
                    'size', 20480,
                    'type', 'lvm',
                ),
                dict(
                    'create', true,
                    'guestdevice', 'xvdb',
                    'hostdevice', 'vg01',
                    'hostvol', 'xen-guest2.example.org-xvdb',
                    'rw', 'w',
                    'size', 102400,
                    'type', 'lvm',
                ),
            ),
            'memory', 1024,
            'name', 'xen-guest2.example.org',
            'vcpus', 2,
            'vif', list('mac=00:16:3e:00:00:12'),
        ),
    ),
);
'network' = dict('removeqemunetworklibvirtautostart', true);
'register_change' = list('/software/components/xen');
