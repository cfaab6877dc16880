package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.FamilyDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code jobs/README.md} to the records; a family is added here and in its own section. */
class JobsReadmeTests {
  private static final Map<String, Class<? extends FamilyDefinition>> FAMILIES = Home.SHIPPED;
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir Path folder;

  static List<String> families() {
    return List.copyOf(FAMILIES.keySet());
  }

  @ParameterizedTest
  @MethodSource("families")
  void namesEveryKeyOfAFamilyWithItsDefault(String family) throws IOException {
    String rows = String.join("\n", KeyTable.of(FAMILIES.get(family)));

    assertThat(table(section(family))).isEqualTo(rows);
    assertThat(rows).doesNotContain("| null |");
  }

  @ParameterizedTest
  @MethodSource("families")
  void hasExamplesThatBind(String family) throws IOException {
    var home = new Home(folder);
    List<String> examples =
        EXAMPLE.matcher(section(family)).results().map(found -> found.group(1)).toList();

    assertThat(examples).isNotEmpty().allSatisfy(yaml -> assertThat(home.errors(yaml)).isEmpty());
  }

  @Test
  void hasASectionForNoOtherFamily() throws IOException {
    assertThat(Pattern.compile("(?m)^## Family `(.*)`$").matcher(readme()).results())
        .extracting(found -> found.group(1))
        .containsExactlyInAnyOrderElementsOf(FAMILIES.keySet());
  }

  private static String table(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .reduce((above, below) -> above + "\n" + below)
        .orElse("");
  }

  private static String section(String family) throws IOException {
    String readme = readme();
    String heading = "## Family `" + family + "`\n";
    int start = readme.indexOf(heading);
    assertThat(start).as(heading).isNotNegative();
    int end = readme.indexOf("\n## ", start);
    return readme.substring(start, end < 0 ? readme.length() : end);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("jobs/README.md"));
  }
}
