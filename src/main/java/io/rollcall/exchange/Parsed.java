package io.rollcall.exchange;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one line of an export. */
public sealed interface Parsed {

  /**
   * The line is an object.
   *
   * @param notices what a person should know though the object was read: properties and groups this
   *     program does not know, groups that could not be read; each one a sentence
   */
  record Read(ExchangeObject object, List<String> notices) implements Parsed {}

  /** The line is an object that no panel shows: a system mailbox, a role group. */
  record Excluded(String typeRaw, @Nullable UUID guid) implements Parsed {}

  /**
   * The line is no usable object.
   *
   * @param guid the object's backend GUID, when the line gave one
   * @param item what the problem is about: an address, else the GUID, else empty
   */
  record Refused(@Nullable UUID guid, String item, String message, String advice)
      implements Parsed {}
}
