package io.rollcall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/panel-schema.md to the migrations: the same tables with the same columns in the same
 * order, the same views.
 */
class PanelSchemaDocumentationTests {
  private static final List<Path> MIGRATIONS =
      List.of(
          Path.of("sql/common/V010__create_panel_tables.sql"),
          Path.of("sql/common/V040__create_directory_tables.sql"));
  private static final Pattern TABLE =
      Pattern.compile("(?ms)^CREATE TABLE (panel_\\w+) \\((.*?)^\\)");
  private static final Pattern COLUMN = Pattern.compile("(?m)^  ([a-z]\\w*) ");
  private static final Pattern VIEW = Pattern.compile("(?m)^CREATE VIEW (panel_\\w+) AS");
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^### `(panel_\\w+)`$(.*?)(?=^##|\\z)");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @Test
  void everyTableHasASectionWithItsColumnsInOrder() throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    TABLE
        .matcher(migrations())
        .results()
        .forEach(table -> tables.put(table.group(1), names(COLUMN, table.group(2))));
    Map<String, List<String>> documented = new TreeMap<>();
    SECTION
        .matcher(document())
        .results()
        .forEach(section -> documented.put(section.group(1), names(FIRST_CELL, section.group(2))));

    assertThat(tables).hasSize(13);
    assertThat(documented).isEqualTo(tables);
  }

  @Test
  void everyViewIsListed() throws IOException {
    String document = document();
    String views = document.substring(document.indexOf("## Views"));

    assertThat(names(FIRST_CELL, views)).containsExactlyElementsOf(names(VIEW, migrations()));
  }

  @Test
  void noOtherMigrationMakesPanelTables() throws IOException {
    List<Path> others = new ArrayList<>();
    try (var files = Files.walk(Path.of("sql"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean makes =
            Pattern.compile("(?i)(create|alter) (table|view) panel_")
                .matcher(Files.readString(file))
                .find();
        if (makes && !MIGRATIONS.contains(file)) {
          others.add(file);
        }
      }
    }
    assertThat(others).as("read them too, in this test").isEmpty();
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String migrations() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path migration : MIGRATIONS) {
      all.append(Files.readString(migration)).append('\n');
    }
    return all.toString();
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/panel-schema.md"));
  }
}
