package io.rollcall.graph;

import java.util.Objects;
import java.util.Optional;

/**
 * A user who should have a mailbox: whether it can be opened, only reading it tells.
 *
 * @param id the user's; case-sensitive
 * @param address the primary one
 * @param displayName empty when there is none
 */
public record GraphMailbox(String id, String address, String displayName) {
  static final UserField[] FIELDS = {UserField.MAIL, UserField.DISPLAY_NAME, UserField.USER_TYPE};

  /**
   * Who has an address of the tenant has a mailbox, shared ones and rooms too; the address of a
   * guest is somewhere else.
   */
  static Optional<GraphMailbox> of(GraphUser user) {
    String address = Objects.requireNonNullElse(user.fields().text(UserField.MAIL), "");
    boolean guest = "Guest".equalsIgnoreCase(user.fields().text(UserField.USER_TYPE));
    String name = Objects.requireNonNullElse(user.fields().text(UserField.DISPLAY_NAME), "");
    return address.isEmpty() || guest
        ? Optional.empty()
        : Optional.of(new GraphMailbox(user.id(), address, name));
  }
}
