package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Payload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A property and its value.
 *
 * @param id the upper half of its tag
 * @param number the value of numbers, flags and times; 0 for others
 * @param value the value of others; empty for numbers, flags and times
 */
public record Property(int id, PropertyType type, long number, Payload value) {
  private static final Payload NONE = Payload.of(new byte[0]);
  private static final long TICKS = 10_000_000L;
  private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;

  public static Property int32(int id, int value) {
    return new Property(id, PropertyType.INT32, Integer.toUnsignedLong(value), NONE);
  }

  public static Property int16(int id, int value) {
    return new Property(id, PropertyType.INT16, value & 0xFFFF, NONE);
  }

  public static Property flag(int id, boolean value) {
    return new Property(id, PropertyType.BOOLEAN, value ? 1 : 0, NONE);
  }

  /** To 100 nanoseconds; times that the format cannot tell become its first or last. */
  public static Property time(int id, Instant value) {
    long seconds = value.getEpochSecond() + SECONDS_FROM_1601_TO_1970;
    long known = Math.max(0, Math.min(seconds, Long.MAX_VALUE / TICKS - 1));
    return new Property(id, PropertyType.TIME, known * TICKS + value.getNano() / 100, NONE);
  }

  public static Property string(int id, String value) {
    return new Property(id, PropertyType.STRING, 0, Payload.of(value));
  }

  /** The array must not change any more. */
  public static Property binary(int id, byte[] value) {
    return new Property(id, PropertyType.BINARY, 0, Payload.of(value));
  }

  public static Property int32List(int id, List<Integer> values) {
    byte[] bytes = new byte[4 * values.size()];
    for (int i = 0; i < values.size(); i++) {
      LittleEndian.put32(bytes, 4 * i, values.get(i));
    }
    return new Property(id, PropertyType.INT32_LIST, 0, Payload.of(bytes));
  }

  /** Their count, where each starts, then the texts themselves. */
  public static Property stringList(int id, List<String> values) {
    List<byte[]> texts =
        values.stream().map(text -> text.getBytes(StandardCharsets.UTF_16LE)).toList();
    int head = 4 + 4 * texts.size();
    int size = head + texts.stream().mapToInt(text -> text.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(texts.size());
    int start = head;
    for (byte[] text : texts) {
      bytes.putInt(start);
      start += text.length;
    }
    texts.forEach(bytes::put);
    return new Property(id, PropertyType.STRING_LIST, 0, Payload.of(bytes.array()));
  }

  /** The number that tables know it by: name and type. */
  public int tag() {
    return id << 16 | type.code();
  }

  /** The bytes that the value takes. */
  public long bytes() {
    return type.size() > 0 ? type.size() : value.size();
  }
}
