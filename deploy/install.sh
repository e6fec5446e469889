#!/bin/sh
# install.sh [--prefix DIR] [--no-service]: installs this unpacked bundle, without any network. As root it becomes a
# service of systemd; with --no-service, or as another user, it is only put into place. Installing a later version beside
# an earlier one leaves the earlier one, and the data, as they are; the service is changed over when it is restarted.
set -eu
umask 022

prefix=/opt/daklake
service=yes
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?--prefix takes a folder}; shift 2 ;;
    --no-service) service=no; shift ;;
    *) echo "install.sh [--prefix DIR] [--no-service]" >&2; exit 2 ;;
  esac
done
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
version=$(cat "$here/VERSION")
[ "$(id -u)" = 0 ] || service=no

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

# Before anything is changed: the machine is one that this bundle runs on, and nothing is missing in it.
"$here"/node_modules/node-linux-*/bin/node --version > /dev/null 2>&1 ||
  fail "this bundle is for $(cat "$here/PLATFORM") with glibc; this machine is $(uname -sm)"
for program in setpriv unshare; do
  command -v "$program" > /dev/null || fail "$program is missing (package util-linux)"
done
(cd "$here" && sha256sum --check --quiet SHA256SUMS >&2) || fail 'files of the bundle are damaged; copy the archive again'

target=$prefix/$version
mkdir -p "$prefix"
rm -rf "$target.new"
cp -R "$here" "$target.new"
[ "$(id -u)" != 0 ] || chown -R root:root "$target.new"
# Installing the same version again puts it right.
rm -rf "$target.old"
[ ! -e "$target" ] || mv "$target" "$target.old"
mv "$target.new" "$target"
rm -rf "$target.old"
ln -sfn "$version" "$prefix/current.new"
mv -T "$prefix/current.new" "$prefix/current"
say "Installed: $prefix/current -> $version"

if [ "$service" = no ]; then
  say "Start it: $prefix/current/bin/daklake start --data DIR"
  exit 0
fi

ln -sfn "$prefix/current/bin/daklake" /usr/local/bin/daklake
getent passwd daklake > /dev/null ||
  useradd --system --user-group --home-dir /var/lib/daklake --no-create-home --shell /usr/sbin/nologin daklake
mkdir -p /etc/daklake
if [ ! -e /etc/daklake/daklake.env ]; then
  cp "$target/deploy/daklake.env" /etc/daklake/daklake.env
  chown root:daklake /etc/daklake/daklake.env
  chmod 640 /etc/daklake/daklake.env
fi
sed "s|/opt/daklake|$prefix|g" "$target/deploy/daklake.service" > /etc/systemd/system/daklake.service
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
say 'Settings:  /etc/daklake/daklake.env (set DAKLAKE_ORIGIN)'
say 'Start:     systemctl enable --now daklake        (later versions: systemctl restart daklake)'
say 'First administrator: sudo -u daklake daklake admin link --data /var/lib/daklake'
