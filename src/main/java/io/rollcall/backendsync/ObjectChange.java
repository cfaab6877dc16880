package io.rollcall.backendsync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one line of a plan writes for an object: new versions of its facts, each with what was
 * there. A fact's version is the newest one's plus 1; a line is written only while the panel's
 * newest is still the one before it.
 *
 * @param identity null when the identity stays as it is
 * @param replaces the object that held the primary address of this new one and is gone; null for
 *     none
 */
record ObjectChange(
    @Nullable IdentityFact identity,
    @Nullable IdentityFact identityBefore,
    List<SettingsFact> settings,
    List<AddressFact> addresses,
    List<LinkFact> links,
    @Nullable Long replaces,
    @Nullable Figures figures) {

  static final String PRESENT = "present";
  static final String GONE = "gone";

  boolean isEmpty() {
    return identity == null && settings.isEmpty() && addresses.isEmpty() && links.isEmpty();
  }

  /** Who an object is; the components are the columns of {@code panel_identity}, GUIDs as text. */
  record IdentityFact(
      int version,
      String state,
      String type,
      String typeRaw,
      @Nullable String backendGuid,
      @Nullable String exchangeGuid,
      @Nullable String entraId,
      @Nullable String distinguishedName,
      @Nullable String legacyExchangeDn,
      @Nullable String samAccountName,
      @Nullable String userPrincipalName) {

    boolean sameContent(IdentityFact other) {
      return equals(other.withVersion(version));
    }

    IdentityFact withVersion(int newVersion) {
      return with(newVersion, state);
    }

    IdentityFact with(int newVersion, String newState) {
      return new IdentityFact(
          newVersion,
          newState,
          type,
          typeRaw,
          backendGuid,
          exchangeGuid,
          entraId,
          distinguishedName,
          legacyExchangeDn,
          samAccountName,
          userPrincipalName);
    }
  }

  /** One settings group; contents are canonical JSON. */
  record SettingsFact(String section, int version, @Nullable String before, String after) {}

  /**
   * One address of the object, or one that it gave up.
   *
   * @param previousHolder the object that held it until now; null when nobody did
   */
  record AddressFact(
      String key,
      int version,
      String state,
      String address,
      boolean primary,
      @Nullable Long previousHolder,
      @Nullable Boolean previouslyPrimary) {}

  /**
   * One member of a list or one grant on an object.
   *
   * @param permission null for a member, else {@code full-access}, {@code send-as} or {@code
   *     send-on-behalf}
   */
  record LinkFact(
      @Nullable String permission,
      String targetKey,
      int version,
      String state,
      @Nullable Long targetId,
      String targetRaw) {}

  /** Volatile figures of a new mailbox, for the report alone. */
  record Figures(@Nullable Long itemCount, @Nullable Long totalItemBytes) {}
}
