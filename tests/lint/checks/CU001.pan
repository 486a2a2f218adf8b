template CU001;

include 'components/known/config';
include if_exists('components/maybe/config');

'/software/components/known/a' = 1;
'/software/components/maybe/a' = 1;
# expect CU001 component other is used
'/software/components/other/a' = 1;
# expect CU001 component third is used
'/b' = value('/software/components/third/a');
'/c' = exists('/software/components/fourth');
