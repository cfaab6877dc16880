package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertySet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written of a contact, by number. */
public final class WrittenProperties {
  private static final long TICKS = 10_000_000L;
  private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;

  private WrittenProperties() {}

  /**
   * Numbers, texts, moments and lists of numbers; bytes and lists of texts in hexadecimal. Those
   * that the set of addresses names begin with A: A8022.
   */
  public static Map<String, Object> of(PstContact contact) {
    NamedProperties names = new NamedProperties();
    List<Property> written = ContactProperties.of(contact, names, SampleContacts.options());
    Map<Integer, String> known = new TreeMap<>();
    for (int number = 0x8000; number < 0x8100; number++) {
      known.put(names.id(PropertySet.ADDRESS, number), "A%04X".formatted(number));
    }
    Map<String, Object> values = new TreeMap<>();
    for (Property property : written) {
      String name = known.getOrDefault(property.id(), "%04X".formatted(property.id()));
      values.put(name, value(property));
    }
    return values;
  }

  private static Object value(Property property) {
    byte[] bytes = new byte[(int) property.value().size()];
    property.value().copy(0, bytes, 0, bytes.length);
    return switch (property.type()) {
      case STRING -> new String(bytes, StandardCharsets.UTF_16LE);
      case TIME ->
          Instant.ofEpochSecond(
              property.number() / TICKS - SECONDS_FROM_1601_TO_1970,
              property.number() % TICKS * 100);
      case INT32_LIST -> numbers(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      case BINARY, STRING_LIST -> HexFormat.of().formatHex(bytes);
      default -> property.number();
    };
  }

  private static List<Integer> numbers(ByteBuffer bytes) {
    List<Integer> numbers = new ArrayList<>();
    while (bytes.hasRemaining()) {
      numbers.add(bytes.getInt());
    }
    return numbers;
  }
}
