# shellcheck shell=bash
# Programs that read PST files without this project's code, for the tests that compare with them;
# sourced by scripts/check, which defines say().

left_out=${left_out:-} # groups of tests that cannot be run here, with commas between them

provide_pst_readers() {
  have_pst_readers && return
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "PST readers: installing pst-utils and pff-tools"
    install_pst_readers && return
  fi
  left_out+=${left_out:+,}pst-readers
  say "PST readers: NOT COMPARED, readpst and pffexport are missing; on Debian: apt-get install pst-utils pff-tools"
}

have_pst_readers() {
  local program
  for program in readpst lspst pffinfo pffexport; do
    command -v "$program" >/dev/null || return 1
  done
}

install_pst_readers() {
  local packages=(pst-utils pff-tools) quiet=(-y -qq --no-install-recommends)
  export DEBIAN_FRONTEND=noninteractive
  apt-get install "${quiet[@]}" "${packages[@]}" >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get install "${quiet[@]}" "${packages[@]}"; } >/dev/null 2>&1 || return 1
  have_pst_readers
}
