package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetNamesTests {

  private final SheetNames names = new SheetNames();

  @Test
  void aNameIsKeptAndItsRepetitionNumbered() {
    assertThat(names.next("Problems")).isEqualTo("Problems");
    assertThat(names.next("problems")).isEqualTo("problems (2)");
    assertThat(names.next("Problems")).isEqualTo("Problems (3)");
  }

  @Test
  void forbiddenCharactersBecomeSpaces() {
    assertThat(names.next("'a:b\\c/d?e*f[g]h\u0007'")).isEqualTo("a b c d e f g h");
  }

  @Test
  void aNameOfNothingButForbiddenCharactersIsCalledSheet() {
    assertThat(names.next("[]")).isEqualTo("Sheet");
    assertThat(names.next("")).isEqualTo("Sheet (2)");
  }

  @Test
  void longNamesStayWithinTheLimitWithTheirNumber() {
    assertThat(names.next("x".repeat(40))).isEqualTo("x".repeat(31));
    assertThat(names.next("x".repeat(40))).isEqualTo("x".repeat(27) + " (2)");
  }

  @Test
  void aCutNeverSplitsAPair() {
    assertThat(names.next("x".repeat(30) + "🙂")).isEqualTo("x".repeat(30));
  }

  @Test
  void theNameThatExcelKeepsForItselfIsNeverGiven() {
    assertThat(names.next("History")).isEqualTo("History (2)");
  }
}
