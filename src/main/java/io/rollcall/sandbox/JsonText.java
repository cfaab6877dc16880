package io.rollcall.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line of JSON; empty values are left out, as the export script does. */
final class JsonText {
  private final StringBuilder text = new StringBuilder(4096);
  private boolean first = true;

  JsonText open(String name) {
    key(name);
    return open();
  }

  JsonText open() {
    comma();
    text.append('{');
    first = true;
    return this;
  }

  JsonText close() {
    text.append('}');
    first = false;
    return this;
  }

  JsonText put(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      key(name);
      quoted(value);
      first = false;
    }
    return this;
  }

  JsonText put(String name, long value) {
    key(name);
    text.append(value);
    first = false;
    return this;
  }

  JsonText put(String name, boolean value) {
    key(name);
    text.append(value);
    first = false;
    return this;
  }

  JsonText put(String name, List<String> values) {
    key(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      quoted(values.get(i));
    }
    text.append(']');
    first = false;
    return this;
  }

  /** Values that are JSON already. */
  JsonText raw(String name, List<String> values) {
    key(name);
    text.append('[').append(String.join(",", values)).append(']');
    first = false;
    return this;
  }

  JsonText raw(String name, @Nullable String value) {
    if (value != null) {
      key(name);
      text.append(value);
      first = false;
    }
    return this;
  }

  private void key(String name) {
    comma();
    quoted(name);
    text.append(':');
    first = true;
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = true;
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
