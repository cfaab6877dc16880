package io.rollcall.contacts.store;

import java.util.List;

/**
 * What a check of a mailbox came to.
 *
 * @param snapshots whose contacts were counted
 * @param versions of contacts that were opened and are what was stored
 * @param photos that were opened
 * @param damaged what is not what was stored, by number; empty when all is
 */
public record Checked(
    Mailbox mailbox, long snapshots, long versions, long photos, List<String> damaged) {

  public boolean sound() {
    return damaged.isEmpty();
  }
}
