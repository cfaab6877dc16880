package io.rollcall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the tables of exit codes to the enum. */
class ExitCodeDocumentationTests {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+?) \\|");

  @Test
  void theReadmeHasEveryCodeWithTheMeaningThatHelpPrints() throws IOException {
    assertThat(rows("README.md"))
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values())
                .map(code -> code.code() + " " + code.meaning())
                .toList());
  }

  @Test
  void theOperatorsGuideSaysWhatToTypeAfterEveryCode() throws IOException {
    assertThat(rows("docs/operating.md"))
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values())
                .map(code -> code.code() + " " + code.meaning())
                .toList());
  }

  private static List<String> rows(String document) throws IOException {
    return ROW.matcher(Files.readString(Path.of(document)))
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .toList();
  }
}
