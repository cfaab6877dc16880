package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTests {

  @Test
  void anAddressMayHaveANameAndANonAsciiDomain() {
    InternetAddress address = Recipients.parse("Équipe de nuit <nuit@bücher.example>");
    assertThat(address.getAddress()).isEqualTo("nuit@xn--bcher-kva.example");
    assertThat(address.getPersonal()).isEqualTo("Équipe de nuit");
    assertThat(Recipients.parse("ops@localhost").getAddress()).isEqualTo("ops@localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ops",
        "@example.org",
        "ops@",
        "a b@example.org",
        "a@example.org, b@example.org",
        "team: a@example.org, b@example.org;",
        "team: a@example.org;",
        "ops@example.org\r\nBcc: spy@example.org",
        "Ops\n <ops@example.org>",
        "zoë@example.org",
        "ops@exa mple.org",
        "ops@-\uD800.org"
      })
  void anythingElseIsRefusedWithTheTextNamed(String text) {
    assertThatThrownBy(() -> Recipients.parse(text))
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(e.getMessage()).contains("is no mail address").doesNotContain("\n", "\r");
            });
  }

  @Test
  void eachAddressIsKeptOnceAndInOrder() {
    assertThat(Recipients.fromLines(Recipients.toLines(List.of("b@x.org", " a@x.org", "b@x.org "))))
        .containsExactly("b@x.org", "a@x.org");
  }

  @Test
  void thoseWhoGotTheMailAreTakenOut() {
    var reached = new InternetAddress[] {Recipients.parse("a@x.org")};
    assertThat(Recipients.without(List.of("A <a@x.org>", "b@x.org"), reached))
        .containsExactly("b@x.org");
  }
}
