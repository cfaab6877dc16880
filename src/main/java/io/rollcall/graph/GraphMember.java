package io.rollcall.graph;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A direct member of a group. A group as member nests; cycles occur.
 *
 * @param id Graph's id; compared with upper and lower case
 */
public record GraphMember(String id, Kind kind) {

  /** What a member is. */
  public enum Kind {
    USER,
    GROUP,
    CONTACT,
    DEVICE,
    SERVICE_PRINCIPAL,
    /** A kind that came later, or none was given. */
    OTHER;

    static Kind of(@Nullable String odataType) {
      String type = odataType == null ? "" : odataType.toLowerCase(Locale.ROOT);
      return switch (type.substring(type.lastIndexOf('.') + 1)) {
        case "user" -> USER;
        case "group" -> GROUP;
        case "orgcontact" -> CONTACT;
        case "device" -> DEVICE;
        case "serviceprincipal" -> SERVICE_PRINCIPAL;
        default -> OTHER;
      };
    }
  }
}
