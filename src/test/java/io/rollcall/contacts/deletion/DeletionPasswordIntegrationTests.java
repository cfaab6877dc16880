package io.rollcall.contacts.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Retry;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;

class DeletionPasswordIntegrationTests {
  private static final Map<Boolean, SharedHome> HOMES =
      Map.of(
          false, new SharedHome("deletion", false),
          true, new SharedHome("deletion", true));
  private static final char[] RIGHT = "a sentence nobody guesses".toCharArray();
  private static final char[] WRONG = "a sentence somebody guessed".toCharArray();
  private Instant now = Instant.parse("2026-11-29T05:00:00Z");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isKeptAsASlowSaltedHashAlone(boolean mysql) {
    TestHome home = home(mysql);
    DeletionPassword password = password(home);
    assertThat(password.isSet()).isFalse();
    assertThatThrownBy(() -> password.require(RIGHT))
        .hasMessage("there is no deletion password yet: nothing can be deleted without one");

    password.set(null, RIGHT);

    assertThat(password.isSet()).isTrue();
    assertThatCode(() -> password.require(RIGHT)).doesNotThrowAnyException();
    Map<String, Object> row = home.jdbc().queryForMap("SELECT * FROM contacts_deletion_password");
    assertThat((byte[]) row.get("salt")).hasSize(16);
    assertThat((byte[]) row.get("hash"))
        .isEqualTo(SlowHash.of(RIGHT, (byte[]) row.get("salt"), 600_000).hash());
    assertThat(row.get("rounds")).isEqualTo(600_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changesOnlyForWhoKnowsTheOldOne(boolean mysql) {
    DeletionPassword password = password(home(mysql));
    password.set(null, RIGHT);
    char[] other = "another sentence of mine".toCharArray();

    assertThatThrownBy(() -> password.set(null, other))
        .hasMessage("there is a deletion password already");
    assertThatThrownBy(() -> password.set(WRONG, other))
        .hasMessage("that is not the deletion password");
    assertThatThrownBy(() -> password.set(RIGHT, "short".toCharArray()))
        .hasMessage("a deletion password has at least 12 characters");
    assertThatCode(() -> password.require(RIGHT)).doesNotThrowAnyException();

    password.set(RIGHT, other);

    assertThatCode(() -> password.require(other)).doesNotThrowAnyException();
    assertThatThrownBy(() -> password.require(RIGHT))
        .hasMessage("that is not the deletion password");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoGuessesWaitsLongerEachTime(boolean mysql) {
    TestHome home = home(mysql);
    DeletionPassword password = password(home);
    password.set(null, RIGHT);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> password.require(WRONG))
          .isInstanceOfSatisfying(
              RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
          .hasMessage("that is not the deletion password");
    }

    assertThatThrownBy(() -> password.require(RIGHT))
        .hasMessage(
            "the deletion password was wrong 3 times: the next try is looked at after"
                + " 2026-11-29 05:01:00 +00:00");
    now = now.plus(Duration.ofMinutes(1));
    assertThatThrownBy(() -> password.require(WRONG))
        .hasMessage("that is not the deletion password");
    assertThatThrownBy(() -> password.require(RIGHT))
        .hasMessageEndingWith("after 2026-11-29 05:03:00 +00:00");
    now = now.plus(Duration.ofMinutes(2));
    assertThatCode(() -> password.require(RIGHT)).doesNotThrowAnyException();
    assertThat(home.count("SELECT failures FROM contacts_deletion_password")).isZero();
  }

  private static TestHome home(boolean mysql) {
    TestHome home = HOMES.get(mysql).get();
    home.jdbc().update("DELETE FROM contacts_deletion_password");
    return home;
  }

  private DeletionPassword password(TestHome home) {
    return new DeletionPassword(
        home.jdbc(),
        home.bean(Retry.class),
        home.bean(PlatformTransactionManager.class),
        new SecureRandom(),
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        });
  }
}
