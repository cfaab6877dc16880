package io.rollcall.definitions;

import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Refuses what only hostile or clever files use. Without aliases no file is larger than it looks,
 * and each value has one place that an error can name.
 */
final class YamlFeatures {
  /** The deepest key of any family is at level 4. */
  static final int DEEPEST = 20;

  private final Errors errors;
  private int depth;
  private int documents;

  YamlFeatures(Errors errors) {
    this.errors = errors;
  }

  /** False when the rest of the file is not worth a look. */
  boolean allow(Event event) {
    if (event instanceof DocumentStartEvent && ++documents == 2) {
      errors.add(event.getStartMark(), "a second document; one file is one job", "");
      return false;
    }
    if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
      errors.add(event.getStartMark(), "nested deeper than " + DEEPEST + " levels", "");
      return false;
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
    return true;
  }

  private static boolean tagged(Event event) {
    return (event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof CollectionStartEvent collection && collection.getTag() != null);
  }
}
