package io.rollcall.contacts.export;

import io.rollcall.graph.ContactCard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact on its way into a file.
 *
 * @param folder the names of the folders down to its own
 * @param photo as it was backed up; null for none
 * @param created null when it is not known
 * @param modified null when it is not known
 */
public record ExportedContact(
    List<String> folder,
    ContactCard card,
    byte @Nullable [] photo,
    @Nullable Instant created,
    @Nullable Instant modified) {

  public ExportedContact {
    folder = List.copyOf(folder);
  }

  /** With a photo that may be there. */
  static ExportedContact of(
      List<String> folder,
      ContactCard card,
      Optional<byte[]> photo,
      @Nullable Instant created,
      @Nullable Instant modified) {
    return new ExportedContact(folder, card, photo.orElse(null), created, modified);
  }
}
