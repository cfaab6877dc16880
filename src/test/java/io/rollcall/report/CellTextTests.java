package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "=1+1",
        "line\nline\ttab",
        "Zoë 🙂 שלום مرحبا",
        "a_b",
        "_x12_",
        "_x00G0_"
      })
  void textThatXmlCanHoldIsUnchanged(String text) {
    assertThat(CellText.of(text)).isEqualTo(text);
  }

  @Test
  void charactersThatXmlCannotHoldAreEscaped() {
    assertThat(CellText.of("a\u0000b\u0008\r\n\uFFFF"))
        .isEqualTo("a_x0000_b_x0008__x000D_\n_xFFFF_");
  }

  @Test
  void textThatLooksLikeAnEscapeIsEscapedItself() {
    assertThat(CellText.of("a_x0041_")).isEqualTo("a_x005F_x0041_");
  }

  @Test
  void halfOfAPairIsReplaced() {
    assertThat(CellText.of("a\uD83Db\uDE42")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void theLongestTextIsNotCut() {
    String longest = "x".repeat(CellText.LIMIT);
    assertThat(CellText.of(longest)).isEqualTo(longest);
  }

  @Test
  void longerTextIsCutAndSaysHowMuchIsMissing() {
    String text = "y".repeat(CellText.LIMIT + 1);
    String cell = CellText.of(text);
    int kept = cell.indexOf('…');
    assertThat(cell)
        .hasSizeLessThanOrEqualTo(CellText.LIMIT)
        .endsWith("… [cut: " + (text.length() - kept) + " characters]");
  }

  @Test
  void aCutNeverSplitsAPairAndCountsItAsOneCharacter() {
    String cell = CellText.of("x" + "🙂".repeat(20_000));
    String kept = cell.substring(0, cell.indexOf('…'));
    assertThat(kept).endsWith("🙂");
    assertThat(cell)
        .endsWith("[cut: " + (20_001 - kept.codePointCount(0, kept.length())) + " characters]");
  }

  @Test
  void escapesCountAgainstTheLimit() {
    assertThat(CellText.of("\u0001".repeat(10_000)))
        .hasSizeLessThanOrEqualTo(CellText.LIMIT)
        .contains("_… [cut: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49 30 1", "-1", "@SUM(A1)", "'quoted"})
  void textThatExcelWouldTakeForAFormulaNeedsAQuotePrefix(String text) {
    assertThat(CellText.needsQuotePrefix(text)).isTrue();
    assertThat(CellText.needsQuotePrefix(" " + text)).isFalse();
  }
}
