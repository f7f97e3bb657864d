#!/bin/sh
# Boots this machine's own systemd once more, beside the machine: what it writes lies in memory, and is gone with it.
# Called by machine.py inside new namespaces: boot.sh FOLDER, an empty folder for the mounts.
set -e
box=$1
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs "$box"
mkdir "$box/up" "$box/work" "$box/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$box/up,workdir=$box/work" "$box/root"
root=$box/root
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -o remount,bind,ro "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom tty; do
  touch "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
touch "$root/dev/console"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
# Nothing that stands on the outer machine starts in here, and nothing that would turn a knob of its kernel.
rm -rf "${root:?}/etc/systemd/system/"*.wants
for name in systemd-sysctl systemd-modules-load systemd-udevd systemd-udev-trigger systemd-remount-fs console-getty; do
  ln -sf /dev/null "$root/etc/systemd/system/$name.service"
done
rm -rf "${root:?}/opt/myosotis" "${root:?}/etc/myosotis" "${root:?}/var/lib/myosotis"* "${root:?}/etc/nginx/sites-enabled/"*
for bound in "$2" "$3" "$4"; do
  mkdir -p "$root/mnt/${bound%%=*}"
  mount --rbind "${bound#*=}" "$root/mnt/${bound%%=*}"
done
ip link set lo up
hostname box
cd "$root"
mkdir -p old
pivot_root . old
umount -l old
rmdir old
# As systemd finds it everywhere else; secrets for a service come in by way of it.
mount --make-rshared /
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=multi-user.target --log-target=null
