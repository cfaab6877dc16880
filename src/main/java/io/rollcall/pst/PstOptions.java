package io.rollcall.pst;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * How files are written.
 *
 * @param splitBytes past this size the next contact begins another file; at least 1 MB. Mail
 *     programs take 50 GB by default, older ones 20 GB.
 * @param splitContacts past this number too: it bounds the memory, at about 100 bytes a contact
 * @param encoded whether the contents are stored with the byte permutation that mail programs
 *     choose themselves; it hides nothing
 * @param zone in which a birthday begins at midnight
 * @param storeName what programs show as the name of the opened file
 * @param clock for contacts that do not say when they were made
 * @param random for the numbers that tell files and contacts apart
 */
public record PstOptions(
    long splitBytes,
    int splitContacts,
    boolean encoded,
    ZoneId zone,
    String storeName,
    Clock clock,
    Random random) {
  private static final long LEAST_SPLIT = 1 << 20;
  private static final long DEFAULT_SPLIT = 10_000_000_000L;
  private static final int DEFAULT_CONTACTS = 1_000_000;

  public PstOptions {
    if (splitBytes < LEAST_SPLIT) {
      throw new IllegalArgumentException("files of " + splitBytes + " bytes; at least 1 MB");
    }
    if (splitContacts < 1) {
      throw new IllegalArgumentException("files of " + splitContacts + " contacts");
    }
  }

  /** Files of at most 10 GB and 1,000,000 contacts, encoded, birthdays in UTC. */
  public static PstOptions defaults(Clock clock) {
    return new PstOptions(
        DEFAULT_SPLIT,
        DEFAULT_CONTACTS,
        true,
        ZoneOffset.UTC,
        "Contacts",
        clock,
        new SecureRandom());
  }

  public PstOptions withSplit(long bytes, int contacts) {
    return new PstOptions(bytes, contacts, encoded, zone, storeName, clock, random);
  }

  public PstOptions withEncoded(boolean value) {
    return new PstOptions(splitBytes, splitContacts, value, zone, storeName, clock, random);
  }

  public PstOptions withZone(ZoneId value) {
    return new PstOptions(splitBytes, splitContacts, encoded, value, storeName, clock, random);
  }

  public PstOptions withStoreName(String value) {
    return new PstOptions(splitBytes, splitContacts, encoded, zone, value, clock, random);
  }

  /** With a seeded source the same contacts give the same bytes. */
  public PstOptions withRandom(Random value) {
    return new PstOptions(splitBytes, splitContacts, encoded, zone, storeName, clock, value);
  }
}
