package io.rollcall.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTests {

  @Test
  void oneIsTheOnlySingular() {
    assertThat(Plural.of(0, "problem")).isEqualTo("0 problems");
    assertThat(Plural.of(1, "problem")).isEqualTo("1 problem");
    assertThat(Plural.of(1200, "problem")).isEqualTo("1,200 problems");
    assertThat(Plural.of(1, "migration was", "migrations were")).isEqualTo("1 migration was");
    assertThat(Plural.of(2, "migration was", "migrations were")).isEqualTo("2 migrations were");
  }
}
