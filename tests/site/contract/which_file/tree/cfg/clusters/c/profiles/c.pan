object template c;

variable LOADPATH = list('v2', 'v1');

include 'both';
'/both' = BOTH;
include 'later';
'/later' = LATER;
include 'versioned';
'/versioned' = VERSIONED;
include 'plain';
'/plain' = PLAIN;
'/text' = file_contents('text');
include { if_exists('absent') };
