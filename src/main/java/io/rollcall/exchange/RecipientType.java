package io.rollcall.exchange;

/** The canonical types of objects. */
public enum RecipientType {
  USER(ObjectKind.MAILBOX, "user"),
  LINKED(ObjectKind.MAILBOX, "linked"),
  SHARED(ObjectKind.MAILBOX, "shared"),
  ROOM(ObjectKind.MAILBOX, "room"),
  EQUIPMENT(ObjectKind.MAILBOX, "equipment"),
  LIST_SIMPLE(ObjectKind.LIST, "simple"),
  LIST_SECURITY(ObjectKind.LIST, "security"),
  LIST_DYNAMIC(ObjectKind.LIST, "dynamic"),
  LIST_ROOM(ObjectKind.LIST, "room-list"),
  CONTACT(ObjectKind.CONTACT, "contact");

  private final ObjectKind kind;
  private final String key;

  RecipientType(ObjectKind kind, String key) {
    this.kind = kind;
    this.key = key;
  }

  public ObjectKind kind() {
    return kind;
  }

  /** The persistent name. */
  public String key() {
    return key;
  }
}
