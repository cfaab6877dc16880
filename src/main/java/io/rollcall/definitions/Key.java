package io.rollcall.definitions;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.OrganizationScope;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key of a mapping, made of one component of the record that the mapping is read into.
 *
 * @param name kebab-case of the component's name
 * @param alias a second name; null for none
 * @param nullable may be left out, which is null
 * @param byDefault what leaving it out means, as YAML; null for none
 */
record Key(
    String name,
    @Nullable String alias,
    Type type,
    boolean nullable,
    @Nullable String byDefault,
    @Nullable String description) {

  /** The keys of a record, in the order of its components. */
  static List<Key> of(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Key::of).toList();
  }

  private static Key of(RecordComponent component) {
    Default byDefault = component.getAnnotation(Default.class);
    Described described = component.getAnnotation(Described.class);
    return new Key(
        kebab(component.getName()),
        component.getType() == OrganizationScope.class ? "organization" : null,
        component.getGenericType(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        byDefault == null ? null : byDefault.value(),
        described == null ? null : described.value());
  }

  /** Whether a file may leave it out. */
  boolean optional() {
    return nullable || byDefault != null || madeOfDefaults(type);
  }

  boolean named(String word) {
    return word.equals(name) || word.equals(alias);
  }

  /** Whether a type is a record that needs no key. */
  static boolean madeOfDefaults(Type type) {
    return type instanceof Class<?> record
        && record.isRecord()
        && of(record).stream().allMatch(Key::optional);
  }

  /** {@code approvalMaxAge} and {@code APPROVAL_MAX_AGE} to {@code approval-max-age}. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
