package io.rollcall.contacts;

/**
 * What a run that verifies or prunes came to in one mailbox.
 *
 * @param mailbox its number
 * @param snapshots that there were before
 * @param versions of contacts that were opened
 * @param photos that were opened
 * @param damaged things that are not what was stored
 * @param spared snapshots that no rule keeps, and that stay for last copies
 * @param dropped snapshots that were hidden
 * @param purged earlier deletions that were removed from the tables
 */
record Tended(
    String organization,
    long mailbox,
    long snapshots,
    long versions,
    long photos,
    long damaged,
    long spared,
    long dropped,
    long purged) {

  Tended plus(Tended other) {
    return new Tended(
        organization,
        0,
        snapshots + other.snapshots,
        versions + other.versions,
        photos + other.photos,
        damaged + other.damaged,
        spared + other.spared,
        dropped + other.dropped,
        purged + other.purged);
  }

  static Tended none(String organization) {
    return new Tended(organization, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
