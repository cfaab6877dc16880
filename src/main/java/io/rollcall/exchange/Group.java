package io.rollcall.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One settings group of an object as a live backend gives it.
 *
 * @param reason why it is not READ; null for a READ group
 * @param values by name, in any form that docs/export-format.md knows: text, number, flag, {@link
 *     Reference}, or a list of them. A null and an absent one are empty on the backend
 * @param notAvailable settings that the backend has and this source cannot give: they are not
 *     empty, and the panel keeps what it knows of them
 */
public record Group(
    GroupState state,
    @Nullable String reason,
    Map<String, ? extends @Nullable Object> values,
    Set<String> notAvailable) {

  /** A settings group that was read whole. */
  public static Group read(Map<String, ? extends @Nullable Object> values) {
    return read(values, Set.of());
  }

  /** A settings group that was read but for some settings which this source cannot give. */
  public static Group read(
      Map<String, ? extends @Nullable Object> values, Set<String> notAvailable) {
    return new Group(GroupState.READ, null, values, notAvailable);
  }

  /** Addresses as {@code PREFIX:value}, {@code SMTP:} for the primary one. */
  public static Group addresses(List<String> addresses) {
    return read(Map.of(SectionReader.contentName(Section.Shape.ADDRESSES), addresses));
  }

  /** The members of a list. */
  public static Group members(List<Reference> members) {
    return read(Map.of(SectionReader.contentName(Section.Shape.MEMBERS), members));
  }

  /** Those who hold a right of their own, neither inherited nor denied. */
  public static Group trustees(List<Reference> trustees) {
    return read(Map.of(SectionReader.contentName(Section.Shape.GRANTS), trustees));
  }

  /** This source cannot give the group. */
  public static Group notAvailable(String reason) {
    return new Group(GroupState.NOT_AVAILABLE, reason, Map.of(), Set.of());
  }

  /** This version of Exchange does not have the group. */
  public static Group notSupported(String reason) {
    return new Group(GroupState.NOT_SUPPORTED, reason, Map.of(), Set.of());
  }

  /** The group of this object could not be read; its other groups can be used. */
  public static Group failed(String reason) {
    return new Group(GroupState.FAILED, reason, Map.of(), Set.of());
  }
}
