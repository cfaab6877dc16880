package io.rollcall.pst.ndb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrcTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 471, 496, 8175, 8176, 8177, 20_000})
  void isThatOfTheDefinition(int length) {
    byte[] data = new byte[length + 5];
    new Random(length).nextBytes(data);

    assertThat(Crc.of(data, 3, length)).isEqualTo(bitByBit(data, 3, length));
  }

  /** CRC-32, reflected, from 0, not inverted. */
  private static int bitByBit(byte[] data, int from, int length) {
    int crc = 0;
    for (int i = from; i < from + length; i++) {
      crc ^= data[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
      }
    }
    return crc;
  }
}
