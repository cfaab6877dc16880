package io.rollcall.exchange.online;

import io.rollcall.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Millions of names to figures, in 32 bytes each where a map of texts takes 200. A name is known by
 * 64 bits of its SHA-256, without case: of a million names, two share one with a chance of one to
 * thirty million.
 */
final class KeyIndex {
  /** No such name. */
  static final long NONE = -1;

  private long[] keys = new long[1 << 10];
  private long[] values = new long[1 << 10];
  private int size;

  /** The figure of a name; {@link #NONE} for an unknown one. */
  long get(String name) {
    int slot = slot(key(name));
    return keys[slot] == 0 ? NONE : values[slot];
  }

  /**
   * Gives a name its figure, in place of a former one.
   *
   * @param value 0 or more
   */
  void put(String name, long value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    long key = key(name);
    int slot = slot(key);
    if (keys[slot] == 0) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /** Where a key is, or would be. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Never 0, which marks a free slot. */
  private static long key(String name) {
    byte[] bytes = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    long key = ByteBuffer.wrap(Sha256.of(bytes)).getLong();
    return key == 0 ? 1 : key;
  }
}
