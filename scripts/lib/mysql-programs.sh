# shellcheck shell=bash disable=SC2034 # what find_programs sets is used by mysql-server
# Finds the programs of a MySQL server, or fetches them; sourced by scripts/mysql-server.
#
# find_programs sets:
#   mysqld, client   the command lines to run, as arrays; client is empty when there is none
#   clean_env        the command that both are run under
#   basedir          where a private copy lies; empty for the system's
#   version          one line that names origin and version

mysqld=()
client=()
clean_env=()
basedir=
version=

find_programs() {
  clean_env=(env -u LD_LIBRARY_PATH -u LD_PRELOAD -u LD_AUDIT -u MYSQL_TCP_PORT -u MYSQL_UNIX_PORT -u MYSQL_HOME)
  if [[ $MYSQL_PREFER != download && ! -f $MYSQL_DIR/no-system ]] && use_system; then return; fi
  [[ $MYSQL_PREFER != system ]] || die 4 "MYSQL_PREFER=system, but there is no mysqld of a MySQL >= 8.0 here"
  use_private || fetch_private
  # The private libraries must not mix with the system's.
  clean_env+=(OPENSSL_CONF=/dev/null OPENSSL_MODULES=/nonexistent LC_ALL=C)
}

use_system() { # MariaDB also calls its server mysqld; it is another database
  local program text
  program=$(PATH=$PATH:/usr/sbin command -v mysqld) || return 1
  text=$("$program" --no-defaults --version 2>/dev/null) || return 1
  [[ $text != *[Mm]aria* && $text =~ Ver\ +([0-9]+)\. && ${BASH_REMATCH[1]} -ge 8 ]] || return 1
  mysqld=("$program")
  client=()
  if command -v mysql >/dev/null; then client=(mysql); fi
  basedir=
  version="system $text"
}

# A private copy is run through its own dynamic loader, so that it needs no library of the system.
# bin/mysqld and bin/mysql are links to that loader: process lists then show the right name.
use_private() {
  local tree=$MYSQL_DIST/current loader libraries
  [[ -f $tree/COMPLETE ]] || return 1
  tree=$(readlink -f "$tree")
  loader=$(loader_of "$tree") || return 1
  [[ -x $tree/usr/sbin/mysqld ]] || return 1
  libraries=${loader%/*}:$tree/lib/$(basename "${loader%/*}")
  mysqld=("$tree/bin/mysqld" --inhibit-cache --library-path "$libraries"
    --argv0 "$tree/usr/sbin/mysqld" "$tree/usr/sbin/mysqld")
  client=("$tree/bin/mysql" --inhibit-cache --library-path "$libraries" "$tree/usr/bin/mysql")
  basedir=$tree/usr
  version="private $(cat "$tree/COMPLETE")"
}

loader_of() { # $1: an unpacked tree
  local loader
  for loader in "$1"/usr/lib/*-linux-gnu*/ld-linux*.so.* "$1"/lib/*-linux-gnu*/ld-linux*.so.*; do
    if [[ -e $loader ]]; then
      echo "$loader"
      return
    fi
  done
  return 1
}

# ------------------------------------------------------------------ fetching
# Runs under a lock in the program folder: of several first runs one fetches, the others wait.
# The new tree gets its name only when it is complete.
fetch_private() {
  local arch url key
  { command -v apt-get && command -v dpkg-deb; } >/dev/null ||
    die 4 "no mysqld of a MySQL >= 8.0 on PATH, and no apt-get and dpkg-deb to fetch one. Set MYSQL_URL to a server."
  arch=$(dpkg --print-architecture)
  url=$(debian_mirror)
  key=$(archive_keyring)
  mkdir -p "$MYSQL_DIST"
  exec 8>"$MYSQL_DIST/.lock"
  flock -w 600 8 || die 5 "another run has been fetching into $MYSQL_DIST for 10 minutes"
  if ! use_private; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/mysql-apt.XXXXXX")
    tree=
    trap 'rm -rf "$work" ${tree:+"$tree"}' EXIT
    write_apt_configuration "$arch" "$url" "$key"
    download "$url"
    unpack "$arch"
    rm -rf "$work"
    trap - EXIT
  fi
  exec 8>&-
  use_private || die 5 "the programs in $MYSQL_DIST are not usable; delete that folder and try again"
}

debian_mirror() {
  local url
  url=${MYSQL_MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -v '^[[:space:]]*#' | grep -oE 'https?://[^] ]+/debian/?( |$)' | head -n 1 | tr -d ' ')} || true
  [[ -n $url ]] || die 4 "no Debian mirror in this machine's apt sources: set MYSQL_MIRROR to one"
  echo "${url%/}"
}

archive_keyring() {
  local key
  for key in ${MYSQL_KEYRING:+"$MYSQL_KEYRING"} /usr/share/keyrings/debian-archive-keyring.{gpg,pgp} /etc/apt/trusted.gpg; do
    if [[ -s $key ]]; then
      echo "$key"
      return
    fi
    [[ $key != "${MYSQL_KEYRING:-}" ]] || die 4 "MYSQL_KEYRING=$key is no file, or empty"
  done
  die 4 "no Debian archive keyring here, so nothing could be verified: install debian-archive-keyring, or set MYSQL_KEYRING"
}

# An apt of its own in $work: nothing of the machine's apt is used or changed, save its proxy, its
# time-outs and what it thinks of outdated indexes. The status file is empty, so that apt resolves
# every library; perl, which mysqld itself does not need, is declared present.
write_apt_configuration() { # $1: architecture, $2: mirror, $3: keyring
  chmod 755 "$work" # apt's sandbox user reads in it
  mkdir -p "$work"/state/lists/partial "$work"/cache/archives/partial \
    "$work"/etc/{apt.conf.d,preferences.d,trusted.gpg.d} "$work/log"
  printf 'deb [arch=%s signed-by=%s] %s %s main\n' "$1" "$3" "$2" "$MYSQL_SUITE" >"$work/etc/sources.list"
  local package
  for package in perl perl-base; do
    printf '%s\n' "Package: $package" "Status: install ok installed" "Maintainer: none <none@localhost>" \
      "Architecture: $1" "Multi-Arch: allowed" "Version: 99:99" "Description: stand-in" ""
  done >"$work/state/status"
  {
    apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|Max-FutureTime|ForceIPv[46])[: ]' || true
    cat <<END
Dir "$work/";
Dir::State "state"; Dir::State::status "$work/state/status"; Dir::Cache "cache"; Dir::Log "log";
Dir::Etc "etc"; Dir::Etc::sourcelist "sources.list"; Dir::Etc::sourceparts "/dev/null";
Dir::Etc::main "/dev/null"; Dir::Etc::parts "apt.conf.d"; Dir::Etc::trusted "/dev/null";
APT::Architecture "$1"; APT::Architectures { "$1"; };
APT::Install-Recommends "false"; APT::Get::AllowUnauthenticated "false"; APT::Update::Error-Mode "any";
Acquire::AllowInsecureRepositories "false"; Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::Languages "none"; Acquire::Retries "3"; Acquire::http::Timeout "20"; Acquire::https::Timeout "20";
END
    if [[ ${MYSQL_ALLOW_EXPIRED:-0} == 1 ]]; then
      echo 'Acquire::Check-Valid-Until "false"; Acquire::Check-Date "false";'
    fi
  } >"$work/apt.conf"
  chmod 600 "$work/apt.conf" # a proxy's password may be in it
}

# APT_CONFIG is read first and points apt away from /etc/apt.
private_apt() {
  env -i PATH="$PATH" HOME="$work" LC_ALL=C DEBIAN_FRONTEND=noninteractive APT_CONFIG="$work/apt.conf" "$@"
}

download() { # $1: mirror
  local out=$work/log/apt.txt
  say "reading the index of $1 $MYSQL_SUITE"
  if ! private_apt apt-get -q update >"$out" 2>&1; then
    sed 's/^/    /' "$out" >&2
    if grep -qE 'is expired|not valid yet' "$out"; then
      die 5 "the mirror's index is signed but outdated, or this clock is wrong. MYSQL_ALLOW_EXPIRED=1 accepts it; signatures are checked all the same."
    elif grep -qE 'NO_PUBKEY|not signed|EXPKEYSIG|BADSIG|invalid' "$out"; then
      die 5 "the signature of $1 $MYSQL_SUITE cannot be verified; a newer debian-archive-keyring may be needed"
    fi
    die 5 "the package mirror $1 ($MYSQL_SUITE) cannot be read. Set MYSQL_MIRROR to one that can, or MYSQL_URL to a server."
  fi
  say "downloading mysql-server-core and its libraries"
  if ! private_apt apt-get -q -y --download-only --no-install-recommends install mysql-server-core mysql-client-core >"$out" 2>&1; then
    sed 's/^/    /' "$out" >&2
    die 5 "downloading mysql-server-core failed. Set MYSQL_MIRROR or MYSQL_SUITE to others, or MYSQL_URL to a server."
  fi
}

# Leaves out what a test server never opens: of 300 MB about 200 stay.
unpack() { # $1: architecture
  local deb server name link
  server=$(find "$work/cache/archives" -name 'mysql-server-core_*.deb' -print -quit)
  # shellcheck disable=SC2016 # dpkg expands it
  name=$(dpkg-deb --show --showformat='${Version}' "$server")
  tree=$(mktemp -d "$MYSQL_DIST/.new.XXXXXX")
  chmod 755 "$tree"
  say "unpacking mysql-server-core $name"
  while IFS= read -r -d '' deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$tree" --no-same-owner \
      --exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/lintian' \
      --exclude='./usr/share/locale' --exclude='./usr/lib/mysql/plugin/*_client.so' \
      --exclude='./usr/bin/mysql?*' --exclude='./usr/bin/myisam*' --exclude='./usr/lib/*/gconv' ||
      die 5 "unpacking $(basename "$deb") failed (disk full?)"
  done < <(find "$work/cache/archives" -maxdepth 1 -name '*.deb' -print0)
  link=$(loader_of "$tree") || die 5 "the packages have no dynamic loader where it is expected"
  [[ -x $tree/usr/sbin/mysqld ]] || die 5 "the packages have no mysqld where it is expected"
  mkdir -p "$tree/bin"
  ln -s "..${link#"$tree"}" "$tree/bin/mysqld"
  ln -s "..${link#"$tree"}" "$tree/bin/mysql"
  echo "mysql-server-core $name ($MYSQL_SUITE, $1)" >"$tree/COMPLETE"
  name=mysql-${name//[^A-Za-z0-9.+~-]/_}-$1
  rm -rf "${MYSQL_DIST:?}/$name"
  mv "$tree" "$MYSQL_DIST/$name"
  tree=
  ln -sfn "$name" "$MYSQL_DIST/.current"
  mv -T "$MYSQL_DIST/.current" "$MYSQL_DIST/current"
}
