package io.rollcall.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A tenant of the panel.
 *
 * @param id its number in the panel
 * @param key its short name, used in definitions, exports and commands
 * @param name its name for people
 * @param tenantId the Microsoft 365 tenant; null for other server types
 */
public record Organization(
    long id, String key, String name, ServerType serverType, @Nullable String tenantId) {

  /** Where an organization's mail lives. */
  public enum ServerType {
    EXCHANGE,
    MICROSOFT365,
    OTHER;

    /** The word for it in commands and in the panel's table. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
