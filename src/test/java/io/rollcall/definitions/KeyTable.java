package io.rollcall.definitions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.rollcall.activedirectory.Controller;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.TypeName;
import io.rollcall.plan.Limit;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** The table of a family's keys, as {@code jobs/README.md} has to show it. */
final class KeyTable {
  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(boolean.class, "`true`, `false`"),
          Map.entry(Duration.class, "duration"),
          Map.entry(DataSize.class, "size"),
          Map.entry(Percent.class, "percentage"),
          Map.entry(SecretRef.class, "secret by reference"),
          Map.entry(ZoneId.class, "time zone"),
          Map.entry(LocalTime.class, "time of day"),
          Map.entry(DayOfWeek.class, "day"),
          Map.entry(Path.class, "path"),
          Map.entry(Limit.class, "limit"),
          Map.entry(Controller.class, "host or host:port"),
          Map.entry(OrganizationScope.class, "organizations"));

  private final List<String> rows = new ArrayList<>();

  static List<String> of(Class<?> family) {
    var table = new KeyTable();
    table.walk(family, "");
    return table.rows;
  }

  private void walk(Class<?> record, String path) {
    var byType = Key.of(record).stream().collect(groupingBy(Key::type));
    for (Key key : Key.of(record)) {
      List<Key> alike = byType.get(key.type());
      row(path + key.name(), key);
      if (!section(key.type()) || alike.size() == 1) {
        below(key, path + key.name());
      } else if (alike.indexOf(key) == alike.size() - 1) {
        below(key, path + "*");
      }
    }
  }

  private void below(Key key, String path) {
    if (key.type() instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Type element = arguments[arguments.length - 1];
      below(element, path + (arguments.length == 1 ? "[]" : ".NAME"));
    } else {
      below(key.type(), path);
    }
  }

  private void below(Type any, String path) {
    if (!(any instanceof Class<?> type)) {
      return;
    }
    if (section(type)) {
      walk(type, path + ".");
    }
    if (type.isSealed()) {
      Class<?>[] permitted = type.getPermittedSubclasses();
      String names = Arrays.stream(permitted).map(KeyTable::typeName).collect(joining(", "));
      rows.add("| `" + path + ".type` | " + names + " | required | Which of them it is. |");
      for (Class<?> record : permitted) {
        walk(record, path + ".");
      }
    }
  }

  private static String typeName(Class<?> record) {
    return "`" + record.getAnnotation(TypeName.class).value() + "`";
  }

  private void row(String path, Key key) {
    String unless = key.optional() ? "none" : "required";
    String byDefault = key.byDefault() == null ? unless : "`" + quoted(key.byDefault()) + "`";
    if (key.byDefault() == null && Key.madeOfDefaults(key.type())) {
      byDefault = "as below";
    }
    rows.add(
        "| `%s` | %s | %s | %s |".formatted(path, word(key.type()), byDefault, key.description()));
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "\"\"" : text;
  }

  private static boolean section(Type type) {
    return type instanceof Class<?> record && record.isRecord() && !WORDS.containsKey(type);
  }

  private static String word(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return (arguments.length == 1 ? "list of: " : "names, each with: ")
          + word(arguments[arguments.length - 1]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum() && !WORDS.containsKey(type)) {
      return Arrays.stream(plain.getEnumConstants())
          .map(constant -> "`" + Key.kebab(constant.toString()) + "`")
          .collect(joining(", "));
    }
    if (section(type) || plain.isSealed()) {
      return "keys";
    }
    String word = WORDS.get(type);
    if (word == null) {
      throw new AssertionError("say how the README shall call a " + type);
    }
    return word;
  }
}
