package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives numbers to properties that have none of their own, and lists what it gave; [MS-PST] 2.4.7.
 * The list is written after everything that uses it.
 */
public final class NamedProperties {
  private static final int FIRST_ID = 0x8000;
  private static final int MOST = 0xFFFE - FIRST_ID;
  private static final int BUCKETS = 251;
  private static final int FIRST_BUCKET = 0x1000;
  private static final int ENTRY = 8;

  /** Exactly one of the two is meant: the name, or where it is empty the number. */
  private record Name(PropertySet set, int number, String text) {}

  private final Map<Name, Integer> ids = new HashMap<>();
  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private final Map<Integer, ByteArrayOutputStream> buckets = new TreeMap<>();

  /** The number of a property that is named by a number of its own. */
  public int id(PropertySet set, int number) {
    return ids.computeIfAbsent(
        new Name(set, number, ""), name -> register(name, number, number, 0));
  }

  /**
   * The number of a property that is named by a text.
   *
   * @throws IllegalArgumentException when the text is empty, or the file has all the names it can
   */
  public int id(PropertySet set, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a property without a name");
    }
    return ids.computeIfAbsent(new Name(set, 0, text), this::registerText);
  }

  /** The map's own properties. */
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    properties.add(Property.int32(0x0001, BUCKETS));
    properties.add(Property.binary(0x0002, PropertySet.listed()));
    properties.add(Property.binary(0x0003, entries.toByteArray()));
    properties.add(Property.binary(0x0004, texts.toByteArray()));
    buckets.forEach(
        (bucket, bytes) ->
            properties.add(Property.binary(FIRST_BUCKET + bucket, bytes.toByteArray())));
    return properties;
  }

  private int registerText(Name name) {
    byte[] text = name.text().getBytes(StandardCharsets.UTF_16LE);
    int offset = texts.size();
    byte[] record = new byte[4 + (text.length + 3) / 4 * 4];
    LittleEndian.put32(record, 0, text.length);
    System.arraycopy(text, 0, record, 4, text.length);
    texts.writeBytes(record);
    return register(name, offset, Crc.of(text, 0, text.length), 1);
  }

  /**
   * @param value what the list says of the name: its number, or where its text lies
   * @param hash what the buckets say instead
   */
  private int register(Name name, int value, int hash, int isText) {
    if (ids.size() >= MOST) {
      throw new IllegalArgumentException("more named properties than a file can have");
    }
    int set = name.set().index() << 1 | isText;
    entries.writeBytes(entry(value, set, ids.size()));
    buckets
        .computeIfAbsent(
            Integer.remainderUnsigned(hash ^ set, BUCKETS), b -> new ByteArrayOutputStream())
        .writeBytes(entry(hash, set, ids.size()));
    return FIRST_ID + ids.size();
  }

  private static byte[] entry(int value, int set, int index) {
    byte[] entry = new byte[ENTRY];
    LittleEndian.put32(entry, 0, value);
    LittleEndian.put16(entry, 4, set);
    LittleEndian.put16(entry, 6, index);
    return entry;
  }
}
