package io.rollcall.contacts.store;

import io.rollcall.graph.ContactCard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it was read.
 *
 * @param graphId Graph's immutable id
 * @param created as Graph says; null when it does not
 * @param modified as Graph says; no part of what is compared, because services touch contacts that
 *     nobody changed
 */
public record Observed(
    String graphId,
    ContactCard card,
    @Nullable Instant created,
    @Nullable Instant modified,
    Photo photo) {

  /** What is known of a contact's photo. */
  public sealed interface Photo {

    /** The contact has this one. */
    static Photo of(byte[] bytes) {
      return bytes.length == 0 ? new None() : new Bytes(bytes);
    }

    /** The contact has none. */
    static Photo none() {
      return new None();
    }

    /** It was not asked for: the one that is stored stays. */
    static Photo unknown() {
      return new Unknown();
    }
  }

  /** A photo, at least a byte. */
  record Bytes(byte[] bytes) implements Photo {}

  record None() implements Photo {}

  record Unknown() implements Photo {}
}
