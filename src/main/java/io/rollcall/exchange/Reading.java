package io.rollcall.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about one section of an object.
 *
 * @param reason why it is not READ, in the source's words; null for a READ section
 * @param settings canonical values in field order, for a section of shape SETTINGS: String,
 *     Boolean, Long, {@link Limit}, List of String, {@link Reference} or List of Reference. An
 *     empty value is absent
 * @param notAvailable settings of a READ section that this source cannot give: they are absent and
 *     not empty
 * @param addresses for the shape ADDRESSES: the primary one first, then by key
 * @param references for the shapes MEMBERS and GRANTS (the trustees): sorted by raw text
 */
public record Reading(
    Section section,
    GroupState state,
    @Nullable String reason,
    Map<String, Object> settings,
    Set<String> notAvailable,
    List<Address> addresses,
    List<Reference> references) {

  static Reading settings(Section section, Map<String, Object> settings, Set<String> notAvailable) {
    return new Reading(
        section, GroupState.READ, null, settings, notAvailable, List.of(), List.of());
  }

  static Reading addresses(Section section, List<Address> addresses) {
    return new Reading(section, GroupState.READ, null, Map.of(), Set.of(), addresses, List.of());
  }

  static Reading references(Section section, List<Reference> references) {
    return new Reading(section, GroupState.READ, null, Map.of(), Set.of(), List.of(), references);
  }

  static Reading without(Section section, GroupState state, @Nullable String reason) {
    return new Reading(section, state, reason, Map.of(), Set.of(), List.of(), List.of());
  }
}
