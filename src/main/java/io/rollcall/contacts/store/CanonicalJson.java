package io.rollcall.contacts.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON (RFC 8259) written in exactly one way, so that equal contents are equal bytes: no blanks,
 * members in the order of the calls, and of escapes only those that must be. A half of a character
 * that stands alone, which UTF-8 cannot carry, is written as its escape.
 */
final class CanonicalJson {
  private final StringBuilder text = new StringBuilder(512);

  CanonicalJson open(char bracket) {
    separate();
    text.append(bracket);
    return this;
  }

  CanonicalJson close(char bracket) {
    text.append(bracket);
    return this;
  }

  CanonicalJson name(String name) {
    separate();
    quote(name);
    text.append(':');
    return this;
  }

  CanonicalJson value(String value) {
    separate();
    quote(value);
    return this;
  }

  CanonicalJson value(long value) {
    separate();
    text.append(value);
    return this;
  }

  CanonicalJson value(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  CanonicalJson values(List<String> values) {
    open('[');
    values.forEach(this::value);
    return close(']');
  }

  /** A member, left out when it is empty. */
  CanonicalJson member(String name, String value) {
    return value.isEmpty() ? this : name(name).value(value);
  }

  /** A member whose value was written by another one. */
  CanonicalJson member(String name, CanonicalJson value) {
    name(name);
    text.append(value.text);
    return this;
  }

  private void separate() {
    if (text.length() > 0) {
      char last = text.charAt(text.length() - 1);
      if (last != '{' && last != '[' && last != ':') {
        text.append(',');
      }
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        escape(c);
      } else if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (pair) {
          text.append(c).append(value.charAt(++i));
        } else {
          escape(c);
        }
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private void escape(char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(Character.forDigit(c >> shift & 15, 16));
    }
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
