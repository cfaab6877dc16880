package io.rollcall.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rollcall.sandbox.ExportGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the documentation, the schema, the export script and the parser to one another. */
class ExportFormatTests {
  private static final Path DOC = Path.of("docs/export-format.md");
  private static final Path SCRIPT = Path.of("scripts/Export-ExchangeObjects.ps1");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z.-]+)` \\| (settings|addresses|members|grants) \\| (.*) \\|");
  private static final Pattern TYPED = Pattern.compile("\\*([a-z]+):\\* ([^;]+)");

  @TempDir Path folder;

  @Test
  void theDocumentationListsEverySectionWithItsFields() throws IOException {
    assertThat(documented()).isEqualTo(coded());
  }

  @Test
  void theSchemaListsEverySectionWithItsFields() throws IOException {
    JsonNode definitions = JsonMapper.shared().readTree(schemaText()).get("$defs");
    Set<String> inSchema = new HashSet<>();
    for (ObjectKind kind : ObjectKind.values()) {
      JsonNode groups = definitions.at("/" + kind.key() + "/properties/groups/properties");
      for (String key : groups.propertyNames()) {
        String name = groups.at("/" + key + "/$ref").asString().replace("#/$defs/", "");
        JsonNode values = definitions.at("/" + name + "/properties/values/properties");
        for (String field : values.propertyNames()) {
          String type = values.at("/" + field + "/$ref").asString().replace("#/$defs/", "");
          inSchema.add(kind.key() + " " + key + " " + field + " " + type);
        }
      }
    }
    Set<String> inCode = new HashSet<>();
    for (Section section : Section.values()) {
      String start = section.kind().key() + " " + section.key() + " ";
      for (Field field : section.fields()) {
        String type = field.type() == FieldType.ADDRESS ? "text" : key(field.type());
        inCode.add(start + field.name() + " " + type);
      }
      if (section.shape() != Section.Shape.SETTINGS) {
        String content = SectionReader.contentName(section.shape());
        String type = section.shape() == Section.Shape.MEMBERS ? "references" : "";
        inCode.add(start + content + " " + type);
      }
    }
    assertThat(inSchema).isEqualTo(inCode);
  }

  @Test
  void theScriptWritesEverySectionAndEveryField() throws IOException {
    String script = Files.readString(SCRIPT);
    for (Section section : Section.values()) {
      assertThat(script).contains("'" + section.key() + "'");
      for (Field field : section.fields()) {
        String name =
            field.name().replaceFirst("^(customAttribute|conditionalCustomAttribute)\\d+$", "$1");
        assertThat(script)
            .as("%s of %s", field.name(), section)
            .containsPattern("[ '\"(@\\t]" + Pattern.quote(name) + "\\b");
      }
    }
  }

  @Test
  void everyReadingCmdletOfTheScriptStopsAtAnError() throws IOException {
    Pattern call =
        Pattern.compile(
            "Get-(Mailbox|CASMailbox|UMMailbox|User|Contact|MailContact|Recipient|DistributionGroup"
                + "|DynamicDistributionGroup|ADPermission|CalendarProcessing|ExchangeServer)"
                + "(Permission|Statistics|AutoReplyConfiguration|Member)? [-@].*");
    List<String> calls =
        Files.readAllLines(SCRIPT).stream()
            .filter(line -> call.matcher(line).find() && !line.contains("Get-Command"))
            .toList();
    assertThat(calls).hasSizeGreaterThan(14);
    assertThat(calls)
        .allMatch(
            line ->
                line.contains("-ErrorAction Stop") || line.matches(".*@(scope|unfiltered)\\b.*"));
    assertThat(Files.readString(SCRIPT)).contains("ResultSize = 'Unlimited'; ErrorAction = 'Stop'");
  }

  @Test
  void aGeneratedExportKeepsToTheSchema() throws IOException {
    Path file = folder.resolve("export.jsonl");
    new ExportGenerator(5, "acme", List.of("acme.example"), 400).write(file);
    Schema schema = schema();
    for (String line : Files.readAllLines(file)) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":2,\"organization\":\"a\"}",
        "{\"type\":\"trailer\",\"counts\":{\"mailbox\":1}}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\",\"identity\":{},\"groups\":{}}"
      })
  void theSchemaBites(String line) throws IOException {
    assertThat(schema().validate(line, InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"general\":{\"state\":\"READ\"}",
        "\"general\":{\"state\":\"READ\",\"values\":{\"shoeSize\":41}}",
        "\"general\":{\"state\":\"READ\",\"values\":{\"accountDisabled\":\"maybe\"}}",
        "\"general\":{\"state\":\"read\",\"values\":{}}",
        "\"mail-flow\":{\"state\":\"READ\",\"values\":{\"maxSendSize\":\"much\"}}",
        "\"members\":{\"state\":\"NOT_AVAILABLE\"}",
        "\"archive\":{\"state\":\"READ\",\"values\":{},\"mood\":1}"
      })
  void theSchemaRefusesAGroupThatTheParserWouldComplainAbout(String groups) throws IOException {
    String line = Records.mailbox(groups);
    assertThat(schema().validate(line, InputFormat.JSON)).isNotEmpty();
    assertThat(Records.read(line).notices()).isNotEmpty();
  }

  private static Map<String, Set<String>> coded() {
    Map<String, Set<String>> map = new HashMap<>();
    for (Section section : Section.values()) {
      Set<String> fields = new HashSet<>();
      section.fields().forEach(field -> fields.add(key(field.type()) + " " + field.name()));
      if (section.shape() != Section.Shape.SETTINGS) {
        fields.add(SectionReader.contentName(section.shape()));
      }
      String shape = section.shape().name().toLowerCase(Locale.ROOT);
      map.put(section.kind().key() + " " + section.key() + " " + shape, fields);
    }
    return map;
  }

  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> map = new HashMap<>();
    String kind = "";
    for (String line : Files.readAllLines(DOC)) {
      if (line.startsWith("### Groups of a ")) {
        kind = line.substring("### Groups of a ".length());
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        map.put(kind + " " + row.group(1) + " " + row.group(2), fields(row.group(3)));
      }
    }
    return map;
  }

  private static Set<String> fields(String cell) {
    Set<String> fields = new HashSet<>();
    Matcher typed = TYPED.matcher(cell);
    boolean any = false;
    while (typed.find()) {
      any = true;
      for (String name : words(typed.group(2))) {
        fields.add(typed.group(1) + " " + name);
      }
    }
    return any ? fields : Set.copyOf(words(cell));
  }

  private static List<String> words(String cell) {
    List<String> words = new ArrayList<>();
    for (String word : cell.trim().split(" ")) {
      words.add(word.replace("`", ""));
    }
    return words;
  }

  private static String key(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schemaText());
  }

  private static String schemaText() throws IOException {
    try (InputStream in = Section.class.getResourceAsStream("export.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
