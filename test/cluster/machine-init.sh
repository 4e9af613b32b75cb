#!/bin/sh
# The first program of a machine: makes the namespaces it is started in look like one, says so, and buries the dead.
#   machine-init.sh NAME DISK PROGRAMS GROUP
set -e
name=$1 disk=$2 programs=$3 group=$4
# Still the /proc of the host: this is the pid by which the host knows it.
read -r pid _ </proc/self/stat

# Version 1 of control groups: the machine sees, as their tops, groups of its own. First it has to be in them.
if [ ! -e /sys/fs/cgroup/cgroup.controllers ] && [ "$5" != joined ]; then
  for hierarchy in /sys/fs/cgroup/*; do
    if [ -L "$hierarchy" ]; then continue; fi
    mkdir -p "$hierarchy/$group"
    # A new group of this hierarchy has no processors and no memory, and cannot have processes then (cpuset(7)).
    for setting in cpuset.cpus cpuset.mems; do
      [ ! -e "$hierarchy/$setting" ] || cat "$hierarchy/$setting" >"$hierarchy/$group/$setting"
    done
    echo 0 >"$hierarchy/$group/cgroup.procs"
  done
  exec unshare --cgroup sh "$0" "$@" joined
fi

mount -n --make-rprivate /
mount -n -t proc proc /proc
hostname "$name"

# What this machine is to find in /proc/sys. These values are the kernel's, and so the host's: the machine must not change them.
(cd "$disk/proc-sys" && find . -type f) | while read -r file; do
  mount -n --bind "$disk/proc-sys/$file" "/proc/sys/$file"
done

# A view of the devices of its own network, and of its own control groups.
mount -n -t sysfs sysfs "$disk/new"
if [ "$5" = joined ]; then
  mount -n -t tmpfs -o mode=755 tmpfs "$disk/new/fs/cgroup"
  for hierarchy in /sys/fs/cgroup/*; do
    to="$disk/new/fs/cgroup/${hierarchy##*/}"
    if [ -L "$hierarchy" ]; then cp -P "$hierarchy" "$to"; continue; fi
    mkdir "$to"
    mount -n --bind "$hierarchy/$group" "$to"
  done
else
  mount -n --rbind /sys/fs/cgroup "$disk/new/fs/cgroup"
fi
mount -n --move "$disk/new" /sys

# /run is empty after each boot. The programs may lie below a folder that is about to be hidden.
mount -n -t tmpfs -o mode=755 tmpfs "$disk/new"
mkdir "$disk/new/cachefork" "$disk/new/lock"
mount -n --bind "$programs" "$disk/new/cachefork"
mount -n --move "$disk/new" /run
mount -n --bind "$disk" /var

# As systemd does it: what a pod mounts for others has to reach them.
mount -n --make-rshared /

# What a program is to do before it belongs to the machine wholly.
if [ "$5" = joined ]; then echo 'for group in /sys/fs/cgroup/*/cgroup.procs; do echo 0 >"$group"; done'; fi >/run/join

echo "$pid"
exec >&-
while :; do
  sleep 3600 &
  wait "$!"
done
