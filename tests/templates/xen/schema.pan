# What a guest's profile says for the tools that install guests, where it says nothing.

object template partitioned-by-default;

include 'alone';
include 'xen/guest/schema';
bind '/software/components/xen_guest' = component_xen_guest;
'/software/components/xen_guest/active' = false;
'/software/components/xen_guest/dispatch' = false;

# expect: /software/components/xen_guest/partitioning = 'anaconda'
