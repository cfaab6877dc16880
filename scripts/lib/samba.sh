# shellcheck shell=bash
# A domain controller for the tests that read a real one; sourced by scripts/check, which defines say().

# A controller that was running before stays up after the check.
provide_samba() {
  if scripts/samba-lab status 2>/dev/null; then return; fi
  if scripts/samba-lab up >/dev/null; then
    local others
    others=$(trap -p EXIT) # MySQL's
    others=${others#"trap -- '"}
    # shellcheck disable=SC2064 # what stands there now
    trap "scripts/samba-lab purge 2>/dev/null || true; ${others%"' EXIT"}" EXIT
    return
  fi
  left_out+=${left_out:+,}samba
  say "Active Directory: NOT TESTED against Samba, which cannot be started here (the lines above say why); against the in-memory server it is"
}
