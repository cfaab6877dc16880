package io.rollcall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.docs.ThrownMessages.Thrown;
import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/operating.md to what the program does, so that it can be believed at night. */
class RunbookTests {
  private static final Path RUNBOOK = Path.of("docs/operating.md");

  /** After these someone is called, and looks for the message. */
  private static final Set<ExitCode> CALLED_FOR =
      Set.of(ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.REFUSED);

  static List<Thrown> failures() throws IOException {
    return ThrownMessages.all().stream()
        .filter(thrown -> CALLED_FOR.contains(thrown.code()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DONE")
  void hasASectionForEveryExitCode(ExitCode code) throws IOException {
    assertThat(text()).contains("\n### Exit code " + code.code() + "\n");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsWhatStandsBehindEveryFailure(Thrown failure) throws IOException {
    String text = text();

    assertThat(failure.words()).as(failure.source()).anyMatch(text::contains);
  }

  @Test
  void findsTheFailuresInTheSources() throws IOException {
    assertThat(failures()).hasSizeGreaterThan(20);
  }

  @Test
  void namesOnlyCommandsThatExist() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern.compile("`([a-z]+) (?:RUN|JOB|PLAN)[ `]")
        .matcher(text())
        .results()
        .forEach(command -> named.add(command.group(1)));

    assertThat(named).contains("restart", "show").isSubsetOf(commands());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/operating.md", "scripts/crontab", "scripts/systemd/rollcall-run@.service"})
  void filesOfTheDistributionCallOnlyCommandsThatExist(String file) throws IOException {
    Set<String> called =
        Pattern.compile("/opt/rollcall/bin/rollcall ([a-z-]+)")
            .matcher(Files.readString(Path.of(file)))
            .results()
            .map(call -> call.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = commands();
    known.add("install-cache"); // the launcher's own

    assertThat(called).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void linksToSectionsThatExist() throws IOException {
    Set<String> sections =
        Pattern.compile("(?m)^#+ (.+)$")
            .matcher(text())
            .results()
            .map(heading -> anchor(heading.group(1)))
            .collect(Collectors.toSet());

    assertThat(Pattern.compile("\\]\\(#([^)]+)\\)").matcher(text()).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(sections).contains(link.group(1)));
  }

  /** As https://docs.github.com makes them: small letters, blanks to hyphens, no punctuation. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  /** As docs/commands.md has them, which another test holds to the program. */
  private static Set<String> commands() throws IOException {
    return Pattern.compile("(?m)^### `([a-z]+)")
        .matcher(Files.readString(Path.of("docs/commands.md")))
        .results()
        .map(command -> command.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text() throws IOException {
    return Files.readString(RUNBOOK);
  }
}
