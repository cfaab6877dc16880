package io.rollcall.definitions;

import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one key's value as the type that its component has. Null means: an error was added. */
final class ValueBinder {
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private static final String MAPPING = "`key: value` lines below it";
  private static final String SINGLE = "a single value";
  private static final String LIST = "a list: [a, b], or one `- a` per line";

  private final Path home;
  private final Errors errors;
  private final RecordBinder records;

  ValueBinder(Path home, Errors errors, RecordBinder records) {
    this.home = home;
    this.errors = errors;
    this.records = records;
  }

  @Nullable Object bind(Node node, Type type, String name) {
    if (node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NOTHING.contains(scalar.getValue())) {
      errors.add(node, name + " has no value; give one, or leave the key out", "");
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return several(node, generic, name);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalStateException(name + ": no definition can hold a " + type);
    }
    if (plain == OrganizationScope.class) {
      return new ScopeBinder(errors, this).scope(node, name);
    }
    // Java's own types may be sealed too, as ZoneId is from some version on.
    if (plain.isSealed() && !Scalars.knows(plain)) {
      return chosen(node, plain, name);
    }
    if (node instanceof MappingNode mapping && BindableTypes.hasKeys(plain)) {
      return mapped(mapping, plain, name);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, plain, name);
    }
    return mismatch(
        node, plain.isRecord() && BindableTypes.parser(plain) == null ? MAPPING : SINGLE, name);
  }

  private @Nullable Object mismatch(Node node, String expected, String name) {
    String found = node instanceof SequenceNode ? "a list" : "`key: value` lines";
    found = node instanceof ScalarNode ? "a single value" : found;
    errors.add(node, name + " cannot be " + found, expected);
    return null;
  }

  private @Nullable Object scalar(ScalarNode node, Class<?> type, String name) {
    Method parser = BindableTypes.parser(type);
    if (parser == null && type.isRecord()) {
      return mismatch(node, MAPPING, name);
    }
    try {
      if (type == Path.class) {
        return path(node.getValue());
      }
      if (Scalars.knows(type)) {
        return Scalars.read(type, node.getValue());
      }
      if (parser == null) {
        throw new IllegalStateException(name + ": no definition can hold a " + type);
      }
      return parser.invoke(null, withUnit(node.getValue(), type, name));
    } catch (Refusal e) {
      errors.add(node, name + ": " + e.getMessage(), e.allowed());
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
        throw new IllegalStateException(parser + " failed", e.getCause());
      }
      errors.add(node, name + ": " + refusal.getMessage(), "");
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(parser + " cannot be called", e);
    }
    return null;
  }

  /** In {@code {count: 100, percent: 10}} the key is the unit. */
  private static String withUnit(String text, Class<?> type, String name) {
    boolean unitIsKey = type == Percent.class && name.matches("(.*\\.)?percent");
    return unitIsKey && text.matches("\\d+") ? text + "%" : text;
  }

  private Path path(String text) {
    if (text.isBlank()) {
      throw new Refusal("a path is missing", "");
    }
    if (text.startsWith("~")) {
      throw new Refusal("~ is not expanded; write the path out", "");
    }
    try {
      return home.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new Refusal("'" + Errors.shown(text) + "' is no path", "");
    }
  }

  private @Nullable Object mapped(MappingNode node, Class<?> record, String name) {
    if (node.getValue().isEmpty() && BindableTypes.parser(record) != null) {
      List<String> keys = Key.of(record).stream().map(Key::name).toList();
      errors.add(node, name + " has no value", String.join(", ", keys));
      return null;
    }
    return records.bind(record, node, name, "");
  }

  private @Nullable Object chosen(Node node, Class<?> sealed, String name) {
    if (!(node instanceof MappingNode mapping)) {
      return mismatch(node, MAPPING, name);
    }
    Map<String, Class<?>> types = BindableTypes.permitted(sealed);
    String allowed = String.join(", ", types.keySet());
    // Looked up without reporting double keys: binding the record does that.
    Node type =
        mapping.getValue().stream()
            .filter(entry -> entry.getKeyNode() instanceof ScalarNode key && isType(key))
            .map(entry -> entry.getValueNode())
            .findFirst()
            .orElse(null);
    if (type == null) {
      errors.add(node, "missing key " + name + ".type", allowed);
      return null;
    }
    Object word = bind(type, String.class, name + ".type");
    if (word == null) {
      return null;
    }
    Class<?> record = types.get(word);
    if (record == null) {
      String hint = Nearest.hint(word.toString(), types.keySet());
      String what = "'" + Errors.shown(word.toString()) + "' is not understood" + hint;
      errors.add(type, name + ".type: " + what, allowed);
      return null;
    }
    return records.bind(record, mapping, name, "type");
  }

  private static boolean isType(ScalarNode key) {
    return key.getValue().equals("type");
  }

  private @Nullable Object several(Node node, ParameterizedType type, String name) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(node, arguments[1], name);
    }
    if (type.getRawType() != List.class && type.getRawType() != Set.class) {
      throw new IllegalStateException(name + ": no definition can hold a " + type);
    }
    if (!(node instanceof SequenceNode sequence)) {
      return mismatch(node, LIST, name);
    }
    boolean unique = type.getRawType() == Set.class;
    int before = errors.count();
    Collection<Object> values = unique ? new LinkedHashSet<>() : new ArrayList<>();
    for (Node element : sequence.getValue()) {
      Object value = bind(element, arguments[0], name);
      if (value != null && !values.add(value)) {
        errors.add(element, name + " has the same value twice", "");
      }
    }
    return errors.count() > before ? null : values;
  }

  private @Nullable Object map(Node node, Type valueType, String name) {
    if (!(node instanceof MappingNode mapping)) {
      return mismatch(node, MAPPING, name);
    }
    int before = errors.count();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : records.entries(mapping, name).entrySet()) {
      Object value = bind(entry.getValue(), valueType, name + "." + Errors.shown(entry.getKey()));
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    return errors.count() > before ? null : values;
  }
}
