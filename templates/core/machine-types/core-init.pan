# What has to be known of a machine before its operating system is configured.
#
# Sets: /hardware
# Reads: SITE_DB_TEMPLATE         default pro_site_databases if it exists, else site/databases
#        SITE_GLOBAL_VARS_TEMPLATE default pro_site_global_variables if it exists, else site/global_variables
#        SITE_FUNCTIONS_TEMPLATE  default pro_site_functions or site/functions, if one of them exists
#        CLUSTER_INFO_TEMPLATE    default pro_site_cluster_info if it exists, else site/cluster_info
#        MACHINE_PARAMS_CONFIG    template that sets MACHINE_PARAMS; default none
#        DB_MACHINE, FULL_HOSTNAME set by the first two

template machine-types/core-init;

variable SITE_DB_TEMPLATE ?= if_exists('pro_site_databases');
variable SITE_DB_TEMPLATE ?= 'site/databases';
include SITE_DB_TEMPLATE;

variable SITE_GLOBAL_VARS_TEMPLATE ?= if_exists('pro_site_global_variables');
variable SITE_GLOBAL_VARS_TEMPLATE ?= 'site/global_variables';
include SITE_GLOBAL_VARS_TEMPLATE;

variable SITE_FUNCTIONS_TEMPLATE ?= if_exists('pro_site_functions');
variable SITE_FUNCTIONS_TEMPLATE ?= if_exists('site/functions');
include SITE_FUNCTIONS_TEMPLATE;

include 'quattor/client/version';
include 'components/spma/functions';
include 'pan/units';

include 'hardware/functions';
'/hardware' = {
    if (!exists(DB_MACHINE[escape(FULL_HOSTNAME)])) {
        error('%s has no entry in DB_MACHINE: add its hardware template to %s', FULL_HOSTNAME, SITE_DB_TEMPLATE);
    };
    create(DB_MACHINE[escape(FULL_HOSTNAME)]);
};
variable MACHINE_PARAMS_CONFIG ?= null;
include MACHINE_PARAMS_CONFIG;
'/hardware' = if (exists(MACHINE_PARAMS) && is_dict(MACHINE_PARAMS)) update_hw_params() else SELF;

variable CLUSTER_INFO_TEMPLATE ?= if_exists('pro_site_cluster_info');
variable CLUSTER_INFO_TEMPLATE ?= 'site/cluster_info';
include CLUSTER_INFO_TEMPLATE;

include 'os/version';
