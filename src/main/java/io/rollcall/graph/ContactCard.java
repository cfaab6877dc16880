package io.rollcall.graph;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a contact says, without its photo and without what Graph makes anew for each contact. Null,
 * an empty text, an empty list and an absent property are one and the same, because services mix
 * them: two cards are equal when a person would call them so.
 *
 * @param values by field, of the type that its {@linkplain ContactField#shape() shape} says; none
 *     is empty
 */
public record ContactCard(Map<ContactField, Object> values) {

  /**
   * Leaves out what is empty, in lists too.
   *
   * @throws IllegalArgumentException for a value of another type than the field's
   */
  public ContactCard {
    EnumMap<ContactField, Object> kept = new EnumMap<>(ContactField.class);
    values.forEach(
        (field, value) -> {
          Object normal = normal(field, value);
          if (normal != null) {
            kept.put(field, normal);
          }
        });
    values = Collections.unmodifiableMap(kept);
  }

  private static @Nullable Object normal(ContactField field, Object value) {
    return switch (field.shape()) {
      case TEXT, EXTENDED -> typed(field, value, String.class).isEmpty() ? null : value;
      case DATE -> typed(field, value, LocalDate.class);
      case ADDRESS -> typed(field, value, ContactAddress.class).isEmpty() ? null : value;
      case TEXTS -> kept(field, value, item -> !typed(field, item, String.class).isEmpty());
      case EMAILS -> kept(field, value, item -> !typed(field, item, ContactEmail.class).isEmpty());
    };
  }

  private static <T> T typed(ContactField field, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s is no %s".formatted(field.graphName(), type.getSimpleName()));
    }
    return type.cast(value);
  }

  private static @Nullable List<?> kept(
      ContactField field, Object value, Predicate<Object> wanted) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(field.graphName() + " is no list");
    }
    List<?> kept = list.stream().filter(wanted).toList();
    return kept.isEmpty() ? null : kept;
  }

  /** A field of shape TEXT or EXTENDED; empty when the contact does not say it. */
  public String text(ContactField field) {
    return (String) values.getOrDefault(field, "");
  }

  /** A field of shape TEXTS, in the contact's order; empty when the contact does not say it. */
  public List<String> texts(ContactField field) {
    return values.get(field) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** A field of shape DATE; null when the contact does not say it. */
  public @Nullable LocalDate date(ContactField field) {
    return (LocalDate) values.get(field);
  }

  /** The e-mail addresses, in the contact's order. */
  public List<ContactEmail> emails() {
    return values.get(ContactField.EMAIL_ADDRESSES) instanceof List<?> list
        ? list.stream().map(ContactEmail.class::cast).toList()
        : List.of();
  }

  /** A field of shape ADDRESS; null when the contact does not say it. */
  public @Nullable ContactAddress address(ContactField field) {
    return (ContactAddress) values.get(field);
  }
}
