# What the Xen machines of the public example site have in common: SL 4.5, whose own templates nobody has any more, so
# those of EL 7 stand in for all that the Xen templates do not bring.

unique template site/cluster_info;

'/system/rootmail' = 'root@example.org';

variable NODE_OS_VERSION_DEFAULT ?= 'sl450-x86_64';
variable NODE_OS_VERSION_SITE_CONFIG ?= 'site/os/loadpath';
variable PKG_REPOSITORY_CONFIG ?= 'repository/config';

variable YUM_OS_DISTRIBUTION ?= dict('sl4', 'sl4');

include 'components/accounts/config';
'/software/components/accounts/rootpwd' ?= '!!';

include if_exists('site/xen/every_template');
