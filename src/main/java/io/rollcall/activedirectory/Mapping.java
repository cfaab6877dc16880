package io.rollcall.activedirectory;

import io.rollcall.exchange.Field;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From attributes to the settings of one section. A setting that no attribute holds, or whose
 * attribute the directory's schema does not have, is not available, which is not the same as empty.
 */
final class Mapping {

  /** What a decoder gives when it can say nothing of this object's setting. */
  static final Object NOT_AVAILABLE = new Object();

  /** Gives a setting's value, null for an empty one, or {@link #NOT_AVAILABLE}. */
  interface Decoder {
    @Nullable Object value(Entry entry, Recipients recipients) throws Unreadable;
  }

  private record Setting(List<String> attributes, Decoder decoder) {}

  private final Section section;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  Mapping(Section section) {
    this.section = section;
  }

  /** A setting that is made of these attributes. */
  Mapping set(String field, Decoder decoder, String... attributes) {
    if (section.fields().stream().map(Field::name).noneMatch(field::equals)) {
      throw new IllegalArgumentException(section + " has no " + field);
    }
    settings.put(field, new Setting(List.of(attributes), decoder));
    return this;
  }

  Mapping text(String field, String attribute) {
    return set(field, (entry, recipients) -> entry.text(attribute), attribute);
  }

  Mapping flag(String field, String attribute) {
    return set(field, (entry, recipients) -> entry.flag(attribute), attribute);
  }

  Mapping bytes(String field, String attribute) {
    return set(field, (entry, recipients) -> entry.bytes(attribute), attribute);
  }

  Mapping limit(String field, String attribute) {
    return set(field, (entry, recipients) -> entry.limit(attribute), attribute);
  }

  /** The first part of the name of another entry: a policy, a database. */
  Mapping nameOf(String field, String attribute) {
    return set(
        field,
        (entry, recipients) -> {
          String dn = entry.text(attribute);
          return dn == null ? null : Names.first(dn);
        },
        attribute);
  }

  Mapping reference(String field, String attribute) {
    return set(
        field,
        (entry, recipients) -> {
          String dn = entry.text(attribute);
          return dn == null ? null : recipients.named(dn);
        },
        attribute);
  }

  Mapping references(String field, String attribute) {
    return set(field, (entry, recipients) -> recipients.named(entry.texts(attribute)), attribute);
  }

  /** All attributes that it reads. */
  Set<String> attributes() {
    Set<String> names = new HashSet<>();
    settings.values().forEach(setting -> names.addAll(setting.attributes()));
    return names;
  }

  /**
   * The group of one object.
   *
   * @param known whether the directory's schema has an attribute
   */
  Group group(Entry entry, Recipients recipients, Predicate<String> known) {
    Map<String, @Nullable Object> values = new HashMap<>();
    Set<String> notAvailable = new HashSet<>();
    for (Field field : section.fields()) {
      Setting setting = settings.get(field.name());
      Object value = NOT_AVAILABLE;
      if (setting != null && setting.attributes().stream().allMatch(known)) {
        try {
          value = setting.decoder().value(entry, recipients);
        } catch (Unreadable e) {
          return Group.failed(e.reason());
        }
      }
      if (value == NOT_AVAILABLE) {
        notAvailable.add(field.name());
      } else {
        values.put(field.name(), value);
      }
    }
    return Group.read(values, notAvailable);
  }
}
