package io.rollcall.backendsync;

import io.rollcall.exchange.Address;
import io.rollcall.exchange.ExchangeObject;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One object of the backend on its way into the plan.
 *
 * @param references every reference of the record, whatever names it
 * @param addresses its addresses, where they could be read
 * @param line its place in the source, for messages
 * @param hash what its record is recognised by next time
 * @param raw the record as the source gave it
 * @param stored the record's stored form, for the second pass
 */
record Candidate(
    ExchangeObject object,
    List<Reference> references,
    List<Address> addresses,
    long line,
    byte[] hash,
    byte[] raw,
    byte[] stored) {

  static Candidate of(ExchangeObject object, long line, byte[] hash, byte[] raw, byte[] stored) {
    return new Candidate(object, references(object), addresses(object), line, hash, raw, stored);
  }

  /** The name for people: the primary address, else the display name, else the GUID. */
  static String label(ExchangeObject object) {
    if (object.primarySmtp() != null) {
      return object.primarySmtp();
    }
    String name = object.displayName();
    return name == null ? object.identity().backendGuid().toString() : name;
  }

  String label() {
    return label(object);
  }

  List<UUID> guids() {
    return Stream.of(
            object.identity().backendGuid(),
            object.identity().exchangeGuid(),
            object.identity().entraId())
        .filter(Objects::nonNull)
        .map(UUID.class::cast)
        .toList();
  }

  /** The readings that may be compared, those of state READ. */
  List<Reading> readings(Section.Shape shape) {
    return readings(object, shape);
  }

  private static List<Reading> readings(ExchangeObject object, Section.Shape shape) {
    return object.readings().values().stream()
        .filter(reading -> reading.state() == GroupState.READ)
        .filter(reading -> reading.section().shape() == shape)
        .toList();
  }

  private static List<Address> addresses(ExchangeObject object) {
    return readings(object, Section.Shape.ADDRESSES).stream()
        .flatMap(reading -> reading.addresses().stream())
        .toList();
  }

  /** Whether every group of the record was read or is one that the source does not have. */
  boolean complete() {
    return object.readings().values().stream()
        .noneMatch(reading -> reading.state() == GroupState.FAILED);
  }

  /**
   * Whether the record may be recognised by its hash next time: it was read whole, and each of its
   * references is bound to an object by GUID, so that nothing but a change of the record itself can
   * change what it means.
   */
  boolean recognizable(Set<Reference> resolved) {
    return complete()
        && references.stream()
            .allMatch(reference -> reference.byGuid() && resolved.contains(reference));
  }

  boolean addressesRead() {
    return !readings(Section.Shape.ADDRESSES).isEmpty();
  }

  private static List<Reference> references(ExchangeObject object) {
    List<Reference> references = new ArrayList<>();
    for (Reading reading : object.readings().values()) {
      if (reading.state() != GroupState.READ) {
        continue;
      }
      references.addAll(reading.references());
      for (Object value : reading.settings().values()) {
        if (value instanceof Reference reference) {
          references.add(reference);
        } else if (value instanceof List<?> list) {
          list.stream()
              .filter(Reference.class::isInstance)
              .map(Reference.class::cast)
              .forEach(references::add);
        }
      }
    }
    return references;
  }
}
