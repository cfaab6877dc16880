package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Holds docs/commands.md to the commands and to the JSON that they print. */
class CommandsDocumentTests {
  private static final Path DOCUMENT = Path.of("docs/commands.md");

  static List<CommandLine> commands() {
    return CommandLineEntryTests.commands();
  }

  static List<Class<?>> shapes() {
    List<Class<?>> shapes = new ArrayList<>(List.of(Views.class.getDeclaredClasses()));
    shapes.addAll(List.of(LiveViews.class.getDeclaredClasses()));
    shapes.addAll(List.of(ContactsViews.class.getDeclaredClasses()));
    shapes.addAll(List.of(LeavingViews.class.getDeclaredClasses()));
    shapes.add(Failure.Json.class);
    shapes.add(Failure.Body.class);
    shapes.removeIf(type -> !type.isRecord());
    shapes.sort(java.util.Comparator.comparing(Class::getSimpleName));
    return shapes;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasEveryCommandAsItIs(CommandLine command) throws IOException {
    assertThat(document()).contains(CommandsDocument.section(command.getCommandSpec()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void hasEveryFieldOfEveryJsonDocument(Class<?> shape) throws IOException {
    assertThat(document()).contains("- " + CommandsDocument.shape(shape) + "\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void tellsWhichDocumentACommandPrints(CommandLine command) throws IOException {
    if (command.getCommandSpec().findOption("--json") != null) {
      String name = command.getCommandSpec().qualifiedName(" ");
      String typed = "`" + name.substring(Commands.NAME.length() + 1) + "`";
      assertThat(document().lines().filter(line -> line.matches("\\| `.* \\| .*`.*")))
          .anyMatch(line -> line.substring(0, line.indexOf(" | ")).contains(typed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryExitCode(ExitCode code) throws IOException {
    assertThat(document()).contains("| %d | %s |\n".formatted(code.code(), code.meaning()));
  }

  @Test
  void hasNoOtherCommand() throws IOException {
    assertThat(document().lines().filter(line -> line.startsWith("### ")))
        .hasSize(commands().size());
  }

  private static String document() throws IOException {
    return Files.readString(DOCUMENT);
  }
}
