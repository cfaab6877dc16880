package io.rollcall.exchange;

/**
 * One setting of a group.
 *
 * @param name Exchange's own property name in camel case, which is also its name in an export
 */
public record Field(String name, FieldType type) {

  /**
   * The longest text this field takes, in UTF-16 units. Active Directory ends a display name at
   * 256; the two messages of an automatic reply are whole HTML pages.
   */
  public int maxChars() {
    return switch (name) {
      case "displayName" -> 256;
      case "internalMessage", "externalMessage" -> 1 << 20;
      default -> 1 << 15;
    };
  }
}
