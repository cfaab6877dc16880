package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.Percent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTests {

  @ParameterizedTest
  @CsvSource({
    "none,    0,   9223372036854775807",
    "none,  100,   9223372036854775807",
    "100,     0,   100",
    "100,    50,   100",
    "0,      50,   0",
    "10%,   100,   10",
    "10%,   101,   11",
    "10%,     1,   1",
    "0%,    100,   0",
    "100%,    7,   7",
  })
  void allowsByCountOrByShareRoundedUp(String limit, long held, long allowed) {
    assertThat(Limit.parse(limit).allowed(held)).isEqualTo(allowed);
  }

  @Test
  void takesNoShareOfNothing() {
    assertThat(Limit.parse("10%").allowed(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(new Limit(500L, new Percent(10)).allowed(0)).isEqualTo(500);
  }

  @Test
  void letsTheSmallerOfCountAndShareHold() {
    Limit both = new Limit(500L, new Percent(10));

    assertThat(both.allowed(4_999)).isEqualTo(500);
    assertThat(both.allowed(4_990)).isEqualTo(499);
    assertThat(both.allowed(1_000_000)).isEqualTo(500);
  }

  @Test
  void letsAsManyPassAsTheLimitSays() {
    long found = 11;

    assertThat(found <= Limit.parse("10%").allowed(110)).isTrue();
    assertThat(found <= Limit.parse("10%").allowed(100)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "10 %", "101%", "ten", "9999999999999999999", "None"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Limit.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNegativeCount() {
    assertThatThrownBy(() -> new Limit(-1L, null)).hasMessage("count is 0 or more");
  }

  @Test
  void printsWhatItSays() {
    assertThat(Limit.NONE).hasToString("none");
    assertThat(Limit.parse("100")).hasToString("100");
    assertThat(Limit.parse("10%")).hasToString("10%");
    assertThat(new Limit(500L, new Percent(10))).hasToString("10%, at most 500");
  }
}
