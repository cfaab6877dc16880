package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FolderNamesTests {
  private final FolderNames names = new FolderNames();

  @Test
  void keepsNamesThatDiffer() {
    assertThat(names.take("Familie")).isEqualTo("Familie");
    assertThat(names.take("a/b\\c: 😀")).isEqualTo("a/b\\c: 😀");
  }

  @Test
  void numbersNamesThatDifferOnlyInCase() {
    assertThat(names.take("Team")).isEqualTo("Team");
    assertThat(names.take("TEAM")).isEqualTo("TEAM (2)");
    assertThat(names.take("team")).isEqualTo("team (3)");
    assertThat(names.take("team (2)")).isEqualTo("team (2) (2)");
  }

  @Test
  void namesWhatHasNoName() {
    assertThat(names.take("")).isEqualTo("(no name)");
    assertThat(names.take(" \0")).isEqualTo("(no name) (2)");
  }

  @Test
  void cutsLongNamesBetweenCharacters() {
    assertThat(names.take("x".repeat(300))).hasSize(255);
    assertThat(names.take("x".repeat(300))).hasSize(247).endsWith("x (2)");
    assertThat(names.take("😀".repeat(200))).hasSize(254);
  }
}
