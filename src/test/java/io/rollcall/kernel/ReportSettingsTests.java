package io.rollcall.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSettingsTests {

  @Test
  void takesMailAddresses() {
    var settings = to("ops@acme.example", "o'neil+night@xn--bcher-kva.example", "root@localhost");

    assertThat(settings.recipients()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ops",
        "@acme.example",
        "ops@",
        "a@b@c",
        "o ps@acme.example",
        "ops@acme.example\n",
        "ops@acme.example\r\nBcc: x@y.example",
        "ops@acme\u2028.example",
        "ops@\u00a0acme.example"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> to(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recipients: '" + text + "' is no mail address");
  }

  private static ReportSettings to(String... recipients) {
    return new ReportSettings(List.of(recipients), ReportSettings.When.ALWAYS);
  }
}
