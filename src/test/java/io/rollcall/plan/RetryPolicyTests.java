package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class RetryPolicyTests {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(RetryPolicy.class)
  static class Settings {}

  @Test
  void isPatientForAMinuteByDefault() {
    context.run(
        c ->
            assertThat(c.getBean(RetryPolicy.class))
                .isEqualTo(
                    new RetryPolicy(
                        Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofSeconds(10))));
  }

  @Test
  void everySettingIsRead() {
    context
        .withPropertyValues(
            "rollcall.retry.patience=5m",
            "rollcall.retry.first-delay=1s",
            "rollcall.retry.max-delay=30s")
        .run(
            c ->
                assertThat(c.getBean(RetryPolicy.class))
                    .isEqualTo(
                        new RetryPolicy(
                            Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(30))));
  }

  @Test
  void delaysGrowToTheLongestAndHalfOfEachIsChance() {
    RetryPolicy policy =
        new RetryPolicy(Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofSeconds(1));

    assertThat(policy.delay(1, 0)).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.delay(1, 0.5)).isEqualTo(Duration.ofMillis(150));
    assertThat(policy.delay(2, 0)).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.delay(3, 0)).isEqualTo(Duration.ofMillis(400));
    assertThat(policy.delay(4, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(policy.delay(1_000_000, 0)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void refusesWhatIsNoPolicy() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(second.negated(), second, second))
        .hasMessageContaining("patience");
    assertThatThrownBy(() -> new RetryPolicy(second, Duration.ZERO, second))
        .hasMessageContaining("first-delay");
    assertThatThrownBy(() -> new RetryPolicy(second, second, Duration.ofMillis(999)))
        .hasMessageContaining("max-delay");
  }
}
