package io.rollcall.definitions;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads mappings into records by their canonical constructors. A method that returns null has added
 * at least one error; all of a mapping's keys are looked at before it gives up.
 */
final class RecordBinder {
  private final Path home;
  private final Errors errors;
  private final ValueBinder values;

  /**
   * @param home what relative paths are relative to
   */
  RecordBinder(Path home, Errors errors) {
    this.home = home;
    this.errors = errors;
    this.values = new ValueBinder(home, errors, this);
  }

  /**
   * @param path of the mapping's key, for messages; empty for the whole file
   * @param spokenFor a key that somebody else has read: {@code family}, {@code type}; empty for
   *     none
   */
  @Nullable Object bind(Class<?> record, MappingNode node, String path, String spokenFor) {
    int before = errors.count();
    Map<String, Node> given = entries(node, path);
    List<Key> keys = Key.of(record);
    refuseUnknown(node, keys, spokenFor);
    given.remove(spokenFor);
    @Nullable Object[] arguments = new @Nullable Object[keys.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = component(keys.get(i), given, node, path);
    }
    return errors.count() > before ? null : construct(record, arguments, node, given, path);
  }

  /** A mapping's values by key; what is no key, or stands there twice, is an error. */
  Map<String, Node> entries(MappingNode node, String path) {
    Map<String, Node> given = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        errors.add(key, label(path) + "a key is a single word", "");
        continue;
      }
      String name = scalar.getValue();
      Integer line = lines.putIfAbsent(name, key.getStartMark().getLine() + 1);
      if (line == null) {
        given.put(name, entry.getValueNode());
      } else {
        errors.add(key, "key " + Errors.shown(name) + " is given twice, first in line " + line, "");
      }
    }
    return given;
  }

  private void refuseUnknown(MappingNode node, List<Key> keys, String spokenFor) {
    List<String> allowed =
        Stream.concat(Stream.of(spokenFor), keys.stream().map(Key::name))
            .filter(name -> !name.isEmpty())
            .toList();
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        String word = key.getValue();
        if (!word.equals(spokenFor) && keys.stream().noneMatch(known -> known.named(word))) {
          String what = "unknown key " + Errors.shown(word) + Nearest.hint(word, allowed);
          errors.add(key, what, String.join(", ", allowed));
        }
      }
    }
  }

  private @Nullable Object component(
      Key key, Map<String, Node> given, MappingNode parent, String path) {
    Node value = given.get(key.name());
    Node second = given.get(key.alias());
    if (value != null && second != null) {
      errors.add(second, "give either " + key.name() + " or " + key.alias() + ", not both", "");
      return null;
    }
    String name = path.isEmpty() ? key.name() : path + "." + key.name();
    if (value != null) {
      return values.bind(value, key.type(), name);
    }
    if (second != null) {
      return new ScopeBinder(errors, values).one(second, name);
    }
    return absent(key, parent, name);
  }

  private @Nullable Object absent(Key key, MappingNode parent, String name) {
    if (key.byDefault() != null) {
      return byDefault(key, key.byDefault());
    }
    if (key.nullable()) {
      return null;
    }
    if (key.type() instanceof Class<?> record && Key.madeOfDefaults(record)) {
      return bind(record, nothingIn(parent), name, "");
    }
    errors.add(parent, "missing key " + name, "");
    return null;
  }

  private static MappingNode nothingIn(MappingNode parent) {
    return new MappingNode(
        Tag.MAP, true, List.of(), parent.getStartMark(), parent.getEndMark(), FlowStyle.BLOCK);
  }

  private Object byDefault(Key key, String text) {
    var faults = new Errors(Path.of(key.name()));
    Object value =
        new RecordBinder(home, faults).values.bind(YamlDocument.ofDefault(text), key.type(), "");
    if (value == null) {
      throw new IllegalStateException("@Default of " + key + ": " + faults.inOrder());
    }
    return value;
  }

  private @Nullable Object construct(
      Class<?> record,
      @Nullable Object[] arguments,
      MappingNode node,
      Map<String, Node> given,
      String path) {
    try {
      return constructor(record).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof ArithmeticException
          || e.getCause() instanceof DateTimeException) {
        String what = String.valueOf(e.getCause().getMessage());
        errors.add(culprit(what, given, node), label(path) + what, "");
        return null;
      }
      throw new IllegalStateException(record + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " cannot be made", e);
    }
  }

  private static Constructor<?> constructor(Class<?> record) throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }

  /** A record's message begins with the key that it is about; else the record itself is shown. */
  private static Node culprit(String what, Map<String, Node> given, MappingNode node) {
    return given.entrySet().stream()
        .filter(
            entry -> what.startsWith(entry.getKey() + " ") || what.startsWith(entry.getKey() + ":"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(node);
  }

  private static String label(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }
}
