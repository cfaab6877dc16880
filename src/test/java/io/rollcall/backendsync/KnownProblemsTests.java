package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownProblemsTests {

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*, '', true",
    "S-1-5-21-*, s-1-5-21-42, true",
    "S-1-5-21-*, S-1-5-32-1, false",
    "*@gone.example, jane@gone.example, true",
    "*@gone.example, jane@gone.example.org, false",
    "CORP\\?ob, CORP\\Bob, true",
    "CORP\\?ob, CORP\\ob, false",
    "a*b*c, axxbxbc, true",
    "a*b*c, axxbxb, false",
    "[former] jane, [former] Jane, true",
    "'  jane ', jane, true",
    "?, '', false",
    "**, x, true"
  })
  void matchesWholeTextsWhateverTheirCase(String pattern, String text, boolean match) {
    assertThat(KnownProblems.matches(pattern, text)).isEqualTo(match);
  }

  /** A regular expression would not come to an end. */
  @Test
  void aHostileTextTakesNoLongerThanAnother() {
    assertThat(KnownProblems.matches("*a".repeat(40) + "*b", "a".repeat(1_000_000))).isFalse();
  }

  @Test
  void refusesABlankPattern() {
    assertThatThrownBy(() -> new KnownProblems(List.of(" "), List.of()))
        .hasMessage("a pattern of known-problems is not blank");
  }
}
