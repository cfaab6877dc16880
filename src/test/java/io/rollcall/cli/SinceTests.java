package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What `--since` and `--outcome` take. */
class SinceTests {

  @ParameterizedTest
  @CsvSource({
    "12h, 2026-02-02T16:00:00Z",
    "7d, 2026-01-27T04:00:00Z",
    "2026-02-03, 2026-02-02T23:00:00Z",
    "2026-02-03T04:05, 2026-02-03T03:05:00Z",
    "2026-07-03T04:05:06, 2026-07-03T02:05:06Z"
  })
  void aSpanBeginsSomeTimeAgoOrAtALocalDate(String text, Instant begins) {
    assertThat(
            Since.parse(text)
                .instant(Instant.parse("2026-02-03T04:00:00Z"), ZoneId.of("Europe/Berlin")))
        .isEqualTo(begins);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "7", "2026-13-01", "2026-02-30", "-3d", "2026-02"})
  void whatIsNoTimeIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Since.parse(text)).hasMessageContaining("write 12h, 7d, 2026-02-03");
  }

  @ParameterizedTest
  @CsvSource({
    "done, DONE",
    "Done-With-Problems, DONE_WITH_PROBLEMS",
    "done with problems, DONE_WITH_PROBLEMS",
    "failed, FAILED",
    "running,"
  })
  void outcomesAreNamedInWords(String text, io.rollcall.kernel.ExitCode outcome) {
    assertThat(OutcomeFilter.parse(text).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong-use", "not-found", "ok"})
  void whatNoRunEndsWithIsRefused(String text) {
    assertThatThrownBy(() -> OutcomeFilter.parse(text))
        .hasMessageEndingWith(
            "write done, done-with-problems, refused, failed, stopped, terminated, already-running, running");
  }
}
