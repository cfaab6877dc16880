package io.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {
  private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|3000",
        "2.128|2128",
        "2.1281|2129",
        "0|0",
        "' 7 '|7000",
        "31,120|120000",
        "x, 5|5000",
        "1e2|100000",
        "99999999999999999999|604800000",
        "Mon, 02 Mar 2026 01:00:09 GMT|9000",
        "Mon, 02 Mar 2026 00:00:00 GMT|0"
      })
  void readsEveryFormOfRetryAfter(String value, long millis) {
    assertThat(RetryAfter.read(value, null, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-3", "NaN", "Mon, 2 Foo 2026"})
  void takesAnUnreadableRetryAfterForNone(String value) {
    assertThat(RetryAfter.read(value, null, NOW)).isEmpty();
    assertThat(RetryAfter.read(null, null, NOW)).isEmpty();
  }

  @Test
  void measuresADateByTheServersClock() {
    assertThat(
            RetryAfter.read("Mon, 02 Mar 2026 05:00:30 GMT", "Mon, 02 Mar 2026 05:00:00 GMT", NOW))
        .contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":[1,2", "{\"a\":1}}", "[1]", "{\"a\":1} {}", "nul"})
  void findsAnAnswerThatIsNotWhole(String body) {
    assertThat(WholeJson.is(body.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void letsControlCharactersInTextThrough() {
    assertThat(WholeJson.is("{\"a\":\"b\u0001\tc\"}".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":\"A\",\"message\":\"m\",\"innerError\":{\"request-id\":\"r\"}}}|A|m|r",
        "{\"error\":{\"code\":\"A\",\"innererror\":{\"request-id\":\"r\"}}}|A||r",
        "{\"error\":{\"code\":null,\"message\":\"two\\nlines\"}}||two|h",
        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS1:"
            + " no\"}|invalid_client|AADSTS1: no|h",
        "{\"error\":[]}|||h",
        "{}|||h",
        "<html>|||h",
        "''|||h"
      })
  void readsErrorsOfEveryShape(String body, String code, String message, String requestId) {
    CloudError error =
        CloudError.of(400, Headers.of("request-id", "h"), body.getBytes(StandardCharsets.UTF_8));

    assertThat(error).isEqualTo(new CloudError(400, code, message, requestId));
  }

  @Test
  void readsNoPermissionsFromATokenThatIsNoJwt() {
    assertThat(new AccessToken("opaque", NOW, NOW).permissions()).isEqualTo(Optional.empty());
    assertThat(new AccessToken("a.%%%.c", NOW, NOW).permissions()).isEqualTo(Optional.empty());
    assertThat(new AccessToken("secret", NOW, NOW).toString()).doesNotContain("secret");
  }

  @Test
  void holdsAllRequestsOfATenantBackThatWasThrottled() {
    FakeTime time = new FakeTime();
    UnitBudget budget = new UnitBudget(100, time);
    budget.hold(Duration.ofSeconds(5));

    assertThat(budget.take(1)).isEqualTo(Duration.ofSeconds(5));
    time.pass(Duration.ofSeconds(5));
    assertThat(budget.take(1)).isZero();
  }
}
