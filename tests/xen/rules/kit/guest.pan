# A guest in which nothing is wrong; N makes it another than the others.

template guest;

variable SYSTEM ?= 'sl450-x86_64';
variable ARCH ?= replace('.*-', '', SYSTEM);
variable DISK ?= 'xvda';
variable NAME ?= OBJECT;

'/hardware/cpu' = list(dict('arch', ARCH, 'vendor', 'Xen'));
'/hardware/ram' = list(dict('size', 256));
'/hardware/harddisks' = dict(DISK, dict('capacity', 1024));
'/hardware/cards/nic/eth0/hwaddr' = format('00:16:3e:00:00:%02d', N);
'/system/network/hostname' = NAME;
'/system/network/domainname' = 'example.org';
'/system/network/interfaces/eth0/ip' = format('192.0.2.%d', N);
'/system/aii/osinstall/ks' = dict('installtype', 'url --url http://server.example.org/' + SYSTEM,
    'lang', 'en_US', 'timezone', 'UTC', 'rootpw', '!!');
