package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseVersionTests {

  @ParameterizedTest
  @CsvSource({
    "5, 7, true",
    "8, 0, true",
    "8, 3, true",
    "8, 4, false",
    "9, 0, false",
    "9, 7, false",
    "10, 0, false"
  })
  void mySqlBelowEightFourIsTooOld(int major, int minor, boolean tooOld) {
    assertThat(DatabaseCheck.tooOld(major, minor)).isEqualTo(tooOld);
  }
}
