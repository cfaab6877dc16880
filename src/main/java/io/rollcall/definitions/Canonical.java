package io.rollcall.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.rollcall.kernel.Sha256;
import io.rollcall.kernel.TypeName;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a definition means, as one text. Null is left out, so that a new optional key changes no
 * digest; texts carry their length, so that no two contents have the same form.
 */
final class Canonical {
  private final Path home;

  /**
   * @param home what paths are written relative to, where they can be
   */
  Canonical(Path home) {
    this.home = home;
  }

  /** SHA-256 in 64 hexadecimal digits. */
  String digest(String family, Record definition) {
    byte[] text = (form(family) + form(definition)).getBytes(UTF_8);
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  private String form(@Nullable Object value) {
    if (value instanceof Record record) {
      return record(record);
    }
    if (value instanceof Map<?, ?> map) {
      return joined(
          map.entrySet().stream().map(e -> form(e.getKey()) + "=" + form(e.getValue())).sorted());
    }
    if (value instanceof Collection<?> several) {
      Stream<String> forms = several.stream().map(this::form);
      return joined(several instanceof Set ? forms.sorted() : forms);
    }
    String text = value instanceof Path path ? portable(path) : String.valueOf(value);
    return text.length() + ":" + text;
  }

  private String portable(Path path) {
    Path shown = path.startsWith(home) ? home.relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }

  private String record(Record record) {
    TypeName type = record.getClass().getAnnotation(TypeName.class);
    return (type == null ? "" : type.value())
        + joined(
            Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> entry(record, component))
                .filter(Objects::nonNull)
                .sorted());
  }

  private @Nullable String entry(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(record);
      return value == null ? null : component.getName() + "=" + form(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static String joined(Stream<String> forms) {
    return forms.collect(joining(",", "{", "}"));
  }
}
