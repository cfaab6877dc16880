package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Names that would do something to a terminal are shown, not done. */
class VisibleTests {
  private static final String HOSTILE =
      "a\u202Eb\u2066c\u001B[2Jd\ne\tf\u0085g\u2028h\uD800i\u200Fj";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Session session =
      new Session(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          false,
          Object.class,
          code -> {});

  @Test
  void showsWhatWouldActOnATerminal() {
    session.say("problem of " + HOSTILE);
    session.note("note of " + HOSTILE);
    String shown = "a\\u202Eb\\u2066c\\u001B[2Jd\\ne\\tf\\u0085g\\u2028h\\uD800i\\u200Fj";
    assertThat(out.toString(StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo("problem of " + shown);
    assertThat(err.toString(StandardCharsets.UTF_8).stripTrailing()).isEqualTo("note of " + shown);
  }

  @Test
  void anErrorKeepsItsLinesAndNothingElse() {
    session.failed(Session.wrongUse("one\ntwo \u202Ethree", "do \u001B[0m this"));
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("rollcall: one", "rollcall: two \\u202Ethree", "  do \\u001B[0m this");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Zoë", "مرحبا", "נועה 🌻", "\uD83D\uDC69\u200D\uD83D\uDCBB", "=1+1", "日本"})
  void leavesLettersOfAnyScriptAlone(String text) {
    assertThat(Visible.of(text)).isEqualTo(text);
  }

  @Test
  void alignsWhatIsShown() {
    assertThat(new Table("name", "x").row("a\u202Eb", "y").lines())
        .containsExactly("name      x", "a\\u202Eb  y");
  }

  @Test
  void jsonSaysTheSameWithoutActing() {
    String name = HOSTILE.replace("\uD800", "");
    session.print(Map.of("name", name));
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.codePoints().filter(c -> c != '\n' && c != '\r'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202E || c == 0x2066 || c == 0x2028);
    assertThat(JsonMapper.shared().readTree(text).path("name").asString()).isEqualTo(name);
  }
}
