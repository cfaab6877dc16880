package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HistorySettingsTests {

  private static HistorySettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("rollcall.history", HistorySettings.class);
  }

  @Test
  void keepsRunsFourHundredDaysAndLinesOfPlansThirty() {
    assertThat(bind(Map.of()))
        .isEqualTo(new HistorySettings(Duration.ofDays(400), Duration.ofDays(30)));
  }

  @Test
  void takesEveryKey() {
    assertThat(bind(Map.of("rollcall.history.keep", "90d", "rollcall.history.keep-plans", "48h")))
        .isEqualTo(new HistorySettings(Duration.ofDays(90), Duration.ofDays(2)));
  }

  @ParameterizedTest
  @CsvSource({"keep, 23h", "keep, 0d", "keep-plans, -1d", "keep-plans, 10"})
  void refusesLessThanADay(String key, String value) {
    assertThatThrownBy(() -> bind(Map.of("rollcall.history." + key, value)))
        .hasRootCauseMessage("rollcall.history." + key + " is at least a day: 30d");
  }
}
