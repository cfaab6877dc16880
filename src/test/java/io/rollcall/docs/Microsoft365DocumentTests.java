package io.rollcall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ConsentLink;
import io.rollcall.graph.GraphEndpoints;
import io.rollcall.graph.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds docs/microsoft365.md to what the program asks for, and to what it says when it is refused.
 */
class Microsoft365DocumentTests {
  private static final Path ENTRA = Path.of("src/main/java/io/rollcall/entra");
  private static final Path GRAPH = Path.of("src/main/java/io/rollcall/graph");

  static List<GraphEndpoints> clouds() {
    return List.of(GraphEndpoints.GLOBAL, GraphEndpoints.US_GOVERNMENT, GraphEndpoints.CHINA);
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryPermission(Permission permission) throws IOException {
    assertThat(document()).contains("| `" + permission.graphName() + "` |");
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void namesEveryCloud(GraphEndpoints cloud) throws IOException {
    assertThat(document()).contains("| `%s` | `%s` |".formatted(cloud.graph(), cloud.login()));
  }

  @Test
  void namesThePageWhereConsentEnds() throws IOException {
    assertThat(document()).contains("`" + ConsentLink.emptyPage(GraphEndpoints.GLOBAL) + "`");
  }

  @Test
  void tellsWhatToDoForEveryRefusalOfASignInThatTheProgramKnows() throws IOException {
    Set<String> known = codes(Files.readString(ENTRA.resolve("SignInErrors.java")));

    assertThat(known).hasSizeGreaterThan(8);
    assertThat(codes(document())).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the application needs the permission",
        "the token was not accepted",
        "too many requests",
        "its link is no longer known",
        "got no whole answer",
        "gave an answer that cannot be used"
      })
  void quotesTheMessagesAsTheyAre(String words) throws IOException {
    assertThat(document()).contains("| `" + words + "` |");
    assertThat(Files.readString(GRAPH.resolve("Explanations.java"))).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "there is no such user",
        "the user has no mailbox that Graph can open",
        "the application may not enter this mailbox",
        "too many requests to this mailbox",
        "Exchange itself cannot read it",
        "is not accepted",
        "the mailbox is full",
        "nobody knows whether it was done"
      })
  void quotesWhatMailboxesRefuse(String words) throws IOException {
    assertThat(document()).contains("| `" + words + "` |");
    assertThat(Files.readString(GRAPH.resolve("MailboxErrors.java"))).contains(words);
  }

  private static Set<String> codes(String text) {
    Set<String> codes = new TreeSet<>();
    Matcher found = Pattern.compile("AADSTS\\d+").matcher(text);
    while (found.find()) {
      codes.add(found.group());
    }
    return codes;
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/microsoft365.md"));
  }
}
