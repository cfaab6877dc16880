package io.rollcall.definitions;

import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to one mapping of YAML nodes. Nodes keep the text as it was written and where: resolved
 * values would turn {@code 14:30:00} into 52200, as YAML 1.1 says.
 */
final class YamlDocument {
  /** The deepest key of any family is at level 4. */
  private static final int DEEPEST = 20;

  private static final Pattern INDENTING_TAB = Pattern.compile("(?m)^ *\\t");

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
      errors.add(mark == null ? e.getContextMark() : mark, "is no YAML: " + e.getProblem(), "");
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
    Matcher tabs = INDENTING_TAB.matcher(text);
    while (tabs.find()) {
      add(text, tabs.end() - 1, "a tab; indent with spaces", errors);
    }
    text.codePoints()
        .filter(character -> !StreamReader.isPrintable(character))
        .findFirst()
        .ifPresent(
            character ->
                add(
                    text,
                    text.indexOf(character),
                    String.format("the control character U+%04X", character),
                    errors));
  }

  private static void add(String text, int at, String what, Errors errors) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    errors.add(line + 1, text.codePointCount(lineStart, at) + 1, what, "");
  }

  /**
   * Refuses what only hostile or clever files use. Without aliases no file is larger than it looks,
   * and each value has one place that an error can name.
   */
  private static void refuseFeatures(String text, Errors errors) {
    int depth = 0;
    int documents = 0;
    for (Event event : yaml().parse(new StringReader(text))) {
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        errors.add(event.getStartMark(), "a second document; one file is one job", "");
        return;
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        errors.add(event.getStartMark(), "nested deeper than " + DEEPEST + " levels", "");
        return;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (event instanceof NodeEvent node && node.getAnchor() != null) {
        String what = event instanceof AliasEvent ? "an alias" : "an anchor";
        errors.add(event.getStartMark(), what + " is not supported; write the value out", "");
      }
      if (tagged(event)) {
        errors.add(event.getStartMark(), "a tag is not supported; leave it out", "");
      }
    }
  }

  private static boolean tagged(Event event) {
    return (event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof CollectionStartEvent collection && collection.getTag() != null);
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
    options.setNestingDepthLimit(DEEPEST + 1);
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(DefinitionText.LIMIT);
    return new Yaml(options);
  }
}
