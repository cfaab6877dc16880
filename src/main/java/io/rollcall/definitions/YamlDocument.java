package io.rollcall.definitions;

import java.io.StringReader;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to one mapping of YAML nodes. Nodes keep the text as it was written and where: resolved
 * values would turn {@code 14:30:00} into 52200, as YAML 1.1 says.
 */
final class YamlDocument {

  private YamlDocument() {}

  /** The file's mapping; null when there is none, and {@code errors} says why. */
  static @Nullable MappingNode of(String text, Errors errors) {
    int before = errors.count();
    refuseCharacters(text, errors);
    if (errors.count() > before) {
      return null;
    }
    try {
      refuseFeatures(text, errors);
      return errors.count() > before ? null : mapping(text, errors);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      errors.add(mark == null ? e.getContextMark() : mark, "is no YAML: " + reason(e), "");
    } catch (YAMLException e) {
      errors.add("is no YAML: " + e.getMessage(), "");
    }
    return null;
  }

  /** The node of a default, as {@code @Default} gives it. */
  static Node ofDefault(String text) {
    // An empty document has no node at all; "" stands for the empty text.
    return yaml().compose(new StringReader(text.isEmpty() ? "''" : text));
  }

  private static void refuseCharacters(String text, Errors errors) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      int tab = line.length() - line.stripLeading().length();
      int at = line.indexOf('\t');
      if (at >= 0 && at < tab) {
        errors.add(i + 1, at + 1, "a tab; indent with spaces", "");
      }
      OptionalInt control = line.codePoints().filter(c -> !StreamReader.isPrintable(c)).findFirst();
      if (control.isPresent()) {
        int character = control.getAsInt();
        errors.add(
            i + 1,
            line.codePointCount(0, line.indexOf(character)) + 1,
            String.format("the control character U+%04X", character),
            "");
      }
    }
  }

  private static void refuseFeatures(String text, Errors errors) {
    var features = new YamlFeatures(errors);
    Mark reached = null;
    try {
      for (Event event : yaml().parse(new StringReader(text))) {
        reached = event.getEndMark();
        if (!features.allow(event)) {
          return;
        }
      }
    } catch (IllegalArgumentException e) {
      // SnakeYAML leaves "\UFFFFFFFF" to Java's own parsing of numbers.
      String what = "is no YAML: a character that does not exist follows";
      if (reached == null) {
        errors.add(what, "");
      } else {
        errors.add(reached, what, "");
      }
    }
  }

  /** SnakeYAML's words without its picture of the line, which may hold a secret. */
  private static String reason(MarkedYAMLException e) {
    Mark begun = e.getContextMark();
    return e.getContext() == null || begun == null
        ? e.getProblem()
        : e.getProblem() + ", " + e.getContext() + " from line " + (begun.getLine() + 1);
  }

  private static @Nullable MappingNode mapping(String text, Errors errors) {
    Node node = yaml().compose(new StringReader(text));
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    if (node == null || (node instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
      String is = text.isBlank() ? "the file is empty" : "the file has only comments";
      errors.add(is + "; a definition begins with `family:`", "");
    } else {
      errors.add(node, "a definition is a list of `key: value` lines", "");
    }
    return null;
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(YamlFeatures.DEEPEST + 1);
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(DefinitionText.LIMIT);
    return new Yaml(options);
  }
}
