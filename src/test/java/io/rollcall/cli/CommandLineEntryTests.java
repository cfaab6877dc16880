package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineEntryTests {
  @TempDir Path folder;

  static List<CommandLine> commands() {
    List<CommandLine> commands = new ArrayList<>();
    for (CommandLine line : Commands.line(Typed.session()).getSubcommands().values()) {
      if (line.getSubcommands().isEmpty()) {
        commands.add(line);
      } else {
        commands.addAll(line.getSubcommands().values());
      }
    }
    commands.removeIf(line -> line.getCommand() instanceof CommandLine.HelpCommand);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAHelpWithExitCodesAndAnExample(CommandLine command) {
    String help = command.getUsageMessage();

    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(help).contains("Exit codes:", "Example:", "  2 ");
    // Only a signal ends serve.
    assertThat(help.contains("  0 ")).isEqualTo(!command.getCommandName().equals("serve"));
    assertThat(help).contains("--home=DIR", "-h, --help");
    assertThat(command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  /** The list of commands shows the first line of each description, and nothing more. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstLineOfADescriptionIsAWholeSentence(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()[0])
        .matches("[A-Z].*\\.")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theExampleOfEveryCommandParses(CommandLine command) {
    Ends ends = command.getCommand().getClass().getAnnotation(Ends.class);
    String[] words = ends.example().replaceAll("'[^']*'", "words").split(" ");

    CommandLine.ParseResult parsed = Commands.line(Typed.session()).parseArgs(words);

    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    assertThat(last.commandSpec().qualifiedName())
        .isEqualTo(command.getCommandSpec().qualifiedName());
  }

  @Test
  void helpHasTheTableOfExitCodes() {
    Typed typed = Typed.in("--help");

    assertThat(typed.code()).isZero();
    for (ExitCode code : ExitCode.values()) {
      assertThat(typed.out())
          .containsPattern(
              "(?m)^  " + code.code() + " +" + java.util.regex.Pattern.quote(code.meaning()) + "$");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "shwo", "run", "runs --limit many", "show twelve", "db", "run x --nonsense"})
  void wrongUseEndsWithTwoAndTheHelpToRead(String line) {
    Typed typed = Typed.in(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).startsWith("rollcall: ").contains("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          show twelve                        | 'twelve' is no whole number
          show 99999999999999999999          | is no whole number
          runs --limit 99999999999           | '99999999999' is out of range
          contacts restore a@b --conflict no | 'no' is none of skip, copy, replace
          contacts export a@b --format doc   | 'doc' is none of vcard, csv, xlsx, pst
          """)
  void aWordThatIsNoneIsNamedWithThoseThatAre(String line, String said) {
    Typed typed = Typed.in(line.split(" +"));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains(said);
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(Typed.in("shwo", "12").err())
        .contains("no such command or argument: shwo", "did you mean show");
  }

  @Test
  void wrongUseIsJsonWhenJsonIsAskedFor() {
    JsonNode error =
        JsonMapper.shared().readTree(Typed.in("show", "x", "--json").err()).get("error");

    assertThat(error.get("exitCode").asInt()).isEqualTo(2);
    assertThat(error.get("code").asString()).isEqualTo("WRONG_USE");
    assertThat(error.get("message").asString()).contains("'x'");
    assertThat(error.get("nextStep").asString()).endsWith("show --help");
  }

  @Test
  void takesTheHomeFolderBeforeAndAfterTheCommand() {
    String missing = folder.resolve("missing").toString();

    assertThat(Typed.in("--home", missing, "jobs").err()).contains("there is no folder " + missing);
    assertThat(Typed.in("jobs", "--home", missing).err()).contains("there is no folder " + missing);
    assertThat(Typed.in("db", "check", "--home", missing).err())
        .contains("there is no folder " + missing);
  }

  @Test
  void adviceCarriesTheHomeFolderThatWasGiven() {
    assertThat(Typed.in("jobs", "--home", folder.resolve("a b").toString()).err())
        .contains("scripts/rollcall --home '" + folder.resolve("a b") + "' init");
  }

  @Test
  void aFolderThatIsNoHomeIsLeftAlone() {
    Typed typed = Typed.in("runs", "--home", folder.toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("is no home folder");
    assertThat(folder).isEmptyDirectory();
  }
}
