package io.rollcall.pst.ndb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationTests {

  @Test
  void encodesEveryByteToAnotherAndBack() {
    byte[] all = allBytes();
    byte[] encoded = all.clone();
    Permutation.encode(encoded, 0, encoded.length);

    assertThat(IntStream.range(0, 256).map(i -> encoded[i] & 0xFF).distinct()).hasSize(256);
    Permutation.decode(encoded, 0, encoded.length);
    assertThat(encoded).isEqualTo(all);
  }

  @Test
  void encodesAsTheFormatSays() {
    byte[] encoded = {0, 1, 2, (byte) 255};
    Permutation.encode(encoded, 0, 4);

    assertThat(encoded).containsExactly(65, 54, 19, 61);
  }

  private static byte[] allBytes() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }
}
