package io.rollcall.graph;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about an object. In a delta, three things differ: a field that is not there
 * keeps the value that is known already (or was never set), one that is there without a value was
 * cleared, one with a value has it (<a href="https://learn.microsoft.com/graph/api/user-delta">user
 * delta</a>).
 *
 * @param <F> the fields of one kind of object
 */
public final class Fields<F extends Enum<F>> {
  private final EnumMap<F, @Nullable Object> values;

  Fields(EnumMap<F, @Nullable Object> values) {
    this.values = values;
  }

  /** Fields that the answer speaks of, with or without a value. */
  public Set<F> known() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** A text, a {@link Boolean}, a list of texts; null when it is not known, or has none. */
  public @Nullable Object value(F field) {
    return values.get(field);
  }

  /** A text; null when it is not known, or has none. */
  public @Nullable String text(F field) {
    return (String) values.get(field);
  }

  /** Yes or no; null when it is not known, or neither. */
  public @Nullable Boolean flag(F field) {
    return (Boolean) values.get(field);
  }

  /** Texts in the order of the answer; empty when it is not known, or has none. */
  public List<String> list(F field) {
    if (values.get(field) instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    return List.of();
  }

  /** These, and of an earlier answer what these do not speak of. */
  public Fields<F> over(Fields<F> earlier) {
    EnumMap<F, @Nullable Object> both = new EnumMap<>(earlier.values);
    both.putAll(values);
    return new Fields<>(both);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields<?> fields && values.equals(fields.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
