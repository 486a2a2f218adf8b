#!/bin/sh
# The disks of the Xen guests of xen-host.example.org,
# made from the profile of the host, so changes here are lost.
#
# To be run on the host as root, as often as you like: what is there is never overwritten, resized or formatted,
# and no volume group is ever made. Each step says what it found or made, and at last how often.
# Exit status: 0 all is as the profile says, 1 something is not (each on a line of standard error).
set -e
set -u
# No pattern is ever expanded, and what this makes is for root alone.
set -f
umask 077
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
export PATH

guest=
made=0
found=0
problems=0
unusable=' '
missing_groups=
unfinished=

as_it_is() {
    found=$((found + 1))
    printf 'is there: %s\n' "$*"
}

problem() {
    problems=$((problems + 1))
    printf 'problem: %s%s\n' "${guest:+$guest: }" "$*" >&2
}

# A disk that the guest cannot have: the guest is not started.
no_disk() {
    problem "$@"
    unusable="$unusable$guest "
}

# Whatever ends the script, it leaves no half of a file.
clean_up() {
    [ -z "$unfinished" ] || rm -f -- "$unfinished"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

guest() {
    guest=$1
}

# volume_group GROUP
volume_group() {
    if ! command -v vgs >/dev/null 2>&1; then
        problem "the command vgs is not there: install the package lvm2, then run this again"
        exit 1
    fi
    if vgs --noheadings -o vg_name "$1" >/dev/null; then
        as_it_is "volume group $1"
    else
        missing_groups="$missing_groups $1"
        problem "the volume group $1 is not there (vgs $1 fails). Make it on a disk or partition of this host" \
            "that holds nothing else, 'pvcreate /dev/DEVICE' and 'vgcreate $1 /dev/DEVICE', or set XEN_VG to" \
            "one that is there; then run this again"
    fi
}

volume_groups_present() {
    [ -z "$missing_groups" ] || exit 1
}

# compare WHAT MEGABYTES BYTES UNIT: whether the size found, which counts in units, is that of the profile
compare() {
    case $2 in
        -) as_it_is "$1"; return 0 ;;
    esac
    case $3$4 in
        '' | *[!0-9]*) problem "the size of $1 cannot be read ('$3', '$4')"; return 0 ;;
    esac
    wanted=$((($2 * 1048576 + $4 - 1) / $4 * $4))
    if [ "$wanted" = "$3" ]; then
        as_it_is "$1, $2 MB"
    else
        problem "$1 has $3 bytes, but the profile says $2 MB, which is $wanted bytes; it is left as it is"
    fi
}

# with_yes COMMAND...: a newer lvcreate asks whether to wipe what a removed volume left in the space of the new one,
# and fails without an answer; it never gets so far if the volume is there
with_yes() {
    "$@" <<END
y
y
y
y
END
}

# logical_volume GROUP VOLUME MEGABYTES [COMMAND...]: the command makes it
logical_volume() {
    group=$1 volume=$2 size=$3
    shift 3
    if ! listing=$(lvs --noheadings --nosuffix --units b -o lv_name,lv_size,vg_extent_size "$group"); then
        no_disk "the logical volumes of $group cannot be listed (lvs fails)"
        return 0
    fi
    there=no bytes='' extent=''
    while read -r name first second; do
        if [ "$name" = "$volume" ]; then
            there=yes bytes=$first extent=$second
        fi
    done <<END
$listing
END
    if [ "$there" = yes ]; then
        compare "/dev/$group/$volume" "$size" "$bytes" "$extent"
    elif [ $# -eq 0 ]; then
        no_disk "/dev/$group/$volume is not there, and the profile does not say to create it" \
            "(XEN_CREATE_FILESYSTEMS, and 'create' of the disk)"
    elif with_yes "$@"; then
        made=$((made + 1))
        printf 'made: %s\n' "/dev/$group/$volume, $size MB"
    else
        no_disk "/dev/$group/$volume cannot be made ($* fails)"
    fi
}

# image_file PATH MEGABYTES [COMMAND...]: the command makes PATH.unfinished, which then becomes PATH
image_file() {
    path=$1 size=$2
    shift 2
    if [ -f "$path" ]; then
        # The fifth field is the size; it is there at once, however large the file is.
        # shellcheck disable=SC2012
        listing=$(ls -dlnL -- "$path")
        # shellcheck disable=SC2086
        set -- $listing
        compare "$path" "$size" "$5" 1
    elif [ -e "$path" ] || [ -h "$path" ]; then
        no_disk "$path is there, but is no file"
    elif [ $# -eq 0 ]; then
        no_disk "$path is not there, and the profile does not say to create it" \
            "(XEN_CREATE_FILESYSTEMS, and 'create' of the disk)"
    elif [ -e "$path.unfinished" ] || [ -h "$path.unfinished" ]; then
        no_disk "$path.unfinished is there: another run is making $path, or was cut short. If none is, remove" \
            "it and run this again"
    elif make_file "$path" "$@"; then
        made=$((made + 1))
        printf 'made: %s\n' "$path, $size MB"
    else
        no_disk "$path cannot be made (see above)"
    fi
}

# make_file PATH COMMAND...: the file is under its name only when it is complete, and never in another's place
make_file() {
    target=$1
    shift
    mkdir -p -- "${target%/*}/" || return 1
    # With -C the file is not opened if somebody has just made it.
    (set -C; : >"$target.unfinished") || return 1
    unfinished=$target.unfinished
    status=0
    "$@" </dev/null || status=1
    if [ "$status" = 0 ]; then
        ln -- "$unfinished" "$target" || status=1
    fi
    rm -f -- "$unfinished"
    unfinished=
    return "$status"
}

# block_device PATH MEGABYTES
block_device() {
    if ! [ -b "$1" ]; then
        no_disk "$1 is not there, or is no block device; it is not made here"
    elif [ "$2" != - ] && command -v blockdev >/dev/null 2>&1 && bytes=$(blockdev --getsize64 "$1"); then
        compare "$1" "$2" "$bytes" 1
    else
        as_it_is "$1"
    fi
}

# initial_ram_disk IMAGE COMMAND...: the command makes it
initial_ram_disk() {
    image=$1
    shift
    if [ -e "$image" ]; then
        as_it_is "$image. The root of this host is on LVM, so it must have dm-mod; if it has not, move it away" \
            "and run this again"
    elif "$@" </dev/null; then
        made=$((made + 1))
        printf 'made: %s\n' "$image"
    else
        problem "$image cannot be made ($* fails)"
    fi
}

# start_domain NAME TOOLSTACK create FILE
start_domain() {
    name=$1
    shift
    if ! command -v "$1" >/dev/null 2>&1 || ! "$1" list >/dev/null; then
        problem "is not started: '$1 list' fails, so Xen does not run here"
    elif "$1" list "$name" >/dev/null 2>&1; then
        as_it_is "domain $name"
    elif case $unusable in *" $guest "*) true ;; *) false ;; esac; then
        problem "is not started, because of its disks"
    elif ! [ -f "$3" ]; then
        problem "is not started: $3 is not there; put it there from the same build and run this again"
    elif "$@" </dev/null; then
        made=$((made + 1))
        printf 'started: %s\n' "$name"
    else
        problem "cannot be started ($* fails)"
    fi
}

finish() {
    printf '%s made, %s as they were, %s problems\n' "$made" "$found" "$problems"
    [ "$problems" -eq 0 ] || exit 1
}

# Nothing is done unless all volume groups are there.
volume_group vg01
volume_groups_present

guest xen-guest1.example.org
logical_volume vg01 xen-guest1.example.org 20480 lvcreate -L 20480M -n xen-guest1.example.org vg01

guest xen-guest2.example.org
logical_volume vg01 xen-guest2.example.org 20480 lvcreate -L 20480M -n xen-guest2.example.org vg01
logical_volume vg01 xen-guest2.example.org-xvdb 102400 lvcreate -L 102400M -n xen-guest2.example.org-xvdb vg01

guest xen-guest1.example.org
start_domain xen-guest1.example.org xm create /etc/xen/xen-guest1.example.org

guest xen-guest2.example.org
start_domain xen-guest2.example.org xm create /etc/xen/xen-guest2.example.org

finish
