package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.RollcallException;
import io.rollcall.serve.Endpoint.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ServeSettingsTests {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @EnableConfigurationProperties(ServeSettings.class)
  static final class Settings {}

  @Test
  void theDefaultsListenOnLoopback() {
    context.run(
        c ->
            assertThat(c.getBean(ServeSettings.class))
                .isEqualTo(new ServeSettings("127.0.0.1", 7655, 4, Duration.ofSeconds(1))));
  }

  @Test
  void everySettingIsRead() {
    context
        .withPropertyValues(
            "rollcall.serve.address=::1",
            "rollcall.serve.port=0",
            "rollcall.serve.runs=9",
            "rollcall.serve.poll=250ms")
        .run(
            c ->
                assertThat(c.getBean(ServeSettings.class))
                    .isEqualTo(new ServeSettings("::1", 0, 9, Duration.ofMillis(250))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, 1, 1000, address",
    "localhost, 65536, 1, 1000, port",
    "localhost, -1, 1, 1000, port",
    "localhost, 0, 0, 1000, runs",
    "localhost, 0, 65, 1000, runs",
    "localhost, 0, 1, 99, poll",
    "localhost, 0, 1, 60001, poll"
  })
  void whatMakesNoSenseIsRefused(String address, int port, int runs, long poll, String named) {
    assertThatThrownBy(() -> new ServeSettings(address, port, runs, Duration.ofMillis(poll)))
        .hasMessageContaining("rollcall.serve." + named);
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheNextStep() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new ServeSettings("127.0.0.1", taken.getLocalPort(), 1, Duration.ofSeconds(1));

      assertThatThrownBy(
              () -> Endpoint.open(settings, () -> new Answer(200, ""), () -> new Answer(200, "")))
          .isInstanceOf(RollcallException.class)
          .hasMessageContaining("127.0.0.1 port " + taken.getLocalPort())
          .satisfies(
              e -> assertThat(((RollcallException) e).nextStep()).contains("rollcall.serve.port"));
    }
  }
}
