package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionDigestTests {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @Test
  void isSha256InHexadecimalDigits() {
    assertThat(digest(Home.LEAST)).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        # the same, in another order
        source:
          path: ./exports   # a folder
          type: "exchange-export"
        organizations: 'all'
        family: backend-sync
        """,
        """
        family: backend-sync
        organizations: all
        source: {type: exchange-export, path: exports}
        chunk-size: 1000
        limits: {total: none, lists: {remove: {percent: 10%, count: 500}}}
        plan: {max-age: 1d}
        """
      })
  void staysWhileTheMeaningStays(String content) {
    assertThat(digest(content)).isEqualTo(digest(Home.LEAST));
  }

  @Test
  void staysWhenTheHomeFolderMoves(@TempDir Path elsewhere) {
    assertThat(new Home(elsewhere.resolve("moved")).job(Home.LEAST).digest())
        .isEqualTo(digest(Home.LEAST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chunk-size: 1001",
        "description: x",
        "limits: {lists: {remove: 10%}}",
        "schedule: {at: ['02:00']}",
        "report: {recipients: [a@b]}"
      })
  void changesWithTheMeaning(String line) {
    assertThat(digest(Home.LEAST + line)).isNotEqualTo(digest(Home.LEAST));
  }

  @Test
  void tellsTextsWithSeparatorsApart() {
    assertThat(digest("family: everything\ncrust: {flour: 'a,layers=1:2', layers: 2}"))
        .isNotEqualTo(digest("family: everything\ncrust: {flour: 'a', layers: 2}"));
    assertThat(digest("family: everything\nshape: {type: circle, radius: 1}"))
        .isNotEqualTo(digest("family: everything\nshape: {type: square, side: 1}"));
  }

  @Test
  void ignoresTheOrderOfSetsAndMapsButNotOfLists() {
    assertThat(digest("family: everything\novens: [gas, wood-fired]\nspans: {a: 1s, b: 2s}"))
        .isEqualTo(digest("family: everything\novens: [wood-fired, gas]\nspans: {b: 2s, a: 1s}"));
    assertThat(digest("family: everything\ncrusts: [{flour: a}, {flour: b}]"))
        .isNotEqualTo(digest("family: everything\ncrusts: [{flour: b}, {flour: a}]"));
  }

  private String digest(String content) {
    return home.job(content).digest();
  }
}
