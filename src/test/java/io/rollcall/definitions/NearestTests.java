package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {

  @ParameterizedTest
  @CsvSource({
    "chunk-sise, chunk-size",
    "cuont, count",
    "counts, count",
    "ount, count",
    "a, at",
    "ta, at",
  })
  void findsWhatIsAFewEditsAway(String word, String meant) {
    assertThat(Nearest.of(word, List.of("zone", meant, "recipients"))).containsExactly(meant);
  }

  @Test
  void putsTheClosestFirst() {
    assertThat(Nearest.of("acme-1", List.of("acme-23", "acme-11", "acme-1x", "beta")))
        .containsExactly("acme-11", "acme-1x", "acme-23");
  }

  @Test
  void hintsAtNothingFarAway() {
    assertThat(Nearest.hint("x".repeat(500_000), List.of("zone", "at"))).isEmpty();
    assertThat(Nearest.hint("", List.of("zone"))).isEmpty();
    assertThat(Nearest.hint("zoen", List.of("zone"))).isEqualTo(" (did you mean zone?)");
  }
}
