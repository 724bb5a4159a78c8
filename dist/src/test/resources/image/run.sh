#!/bin/sh
# Runs a program of an unpacked image much as a container runtime does: run.sh ROOT CONFIG PROGRAM [ARGUMENT...], as process 1
# of namespaces of its own. The root is read-only, the user is nobody, /run/outrigger is the only folder to write to.
set -eu
root=$1
config=$2
shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind "$config" "$root/etc/outrigger/config.json"
mount -t tmpfs -o mode=1777,nosuid,nodev,noexec tmpfs "$root/run/outrigger"
mount -o remount,bind,ro "$root"
exec /usr/bin/setpriv --no-new-privs /usr/sbin/chroot --userspec=65532:65532 "$root" "$@"
