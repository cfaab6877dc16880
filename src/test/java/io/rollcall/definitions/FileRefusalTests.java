package io.rollcall.definitions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRefusalTests {
  private static final String NAME =
      ":1:1 the file's name is the job's name,"
          + " allowed: a-z, 0-9 and -, at most 100 of them, then .yaml";

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "\r\n"})
  void refusesAnEmptyFile(String content) {
    assertThat(home.errors(content))
        .containsExactly(
            "jobs/acme.yaml:1:1 the file is empty; a definition begins with `family:`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"# family: backend-sync\n", "---\n# nothing\n...\n"})
  void refusesAFileOfCommentsAlone(String content) {
    assertThat(home.errors(content))
        .containsExactly(
            "jobs/acme.yaml:1:1 the file has only comments; a definition begins with `family:`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- family: backend-sync\n", "backend-sync\n"})
  void refusesWhatIsNoMapping(String content) {
    assertThat(home.errors(content))
        .containsExactly("jobs/acme.yaml:1:1 a definition is a list of `key: value` lines");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] content = "family: x\r\ndescription: K\u00fcche\r\n".getBytes(ISO_8859_1);

    assertThat(home.errors(home.file("acme.yaml", content)))
        .containsExactly("jobs/acme.yaml:2:15 a byte that is not UTF-8, allowed: UTF-8");
  }

  @Test
  void refusesAByteThatIsCutOffAtTheEnd() {
    assertThat(home.errors(home.file("acme.yaml", new byte[] {'a', ':', ' ', (byte) 0xC3})))
        .containsExactly("jobs/acme.yaml:1:4 a byte that is not UTF-8, allowed: UTF-8");
  }

  @Test
  void refusesByteOrderMarks() {
    String error = "jobs/acme.yaml:1:1 starts with a byte order mark, allowed: UTF-8 without one";

    assertThat(home.errors("\uFEFF" + Home.LEAST)).containsExactly(error);
    assertThat(home.errors(home.file("acme.yaml", Home.LEAST.getBytes(UTF_16))))
        .containsExactly(error);
  }

  @Test
  void refusesAFolderThatIsNamedLikeAFile() throws IOException {
    Path file = Files.createDirectory(folder.resolve("jobs/acme.yaml"));

    assertThat(home.errors(file)).containsExactly("jobs/acme.yaml:1:1 is a folder, not a file");
  }

  @Test
  void refusesALinkToNothing() throws IOException {
    Path file = Files.createSymbolicLink(folder.resolve("jobs/acme.yaml"), Path.of("gone.yaml"));

    assertThat(home.errors(file))
        .containsExactly("jobs/acme.yaml:1:1 does not exist, or is a link to nothing");
    assertThat(home.definitions().check()).hasSize(1);
  }

  @Test
  void refusesADeviceWithoutReadingIt() throws IOException {
    Path file = Files.createSymbolicLink(folder.resolve("jobs/acme.yaml"), Path.of("/dev/zero"));

    assertThat(home.errors(file)).containsExactly("jobs/acme.yaml:1:1 is no regular file");
    Files.delete(file);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path archive = folder.resolve("broken.zip");
    try (FileSystem zip = zip(archive)) {
      Files.writeString(zip.getPath("acme.yaml"), "x".repeat(10_000));
    }
    byte[] bytes = Files.readAllBytes(archive);
    int directory = new String(bytes, ISO_8859_1).indexOf("PK\u0001\u0002");
    Arrays.fill(bytes, 30 + "acme.yaml".length(), directory, (byte) 0xFF);
    Files.write(archive, bytes);

    try (FileSystem zip = zip(archive)) {
      assertThat(home.errors(zip.getPath("acme.yaml")))
          .singleElement()
          .asString()
          .startsWith("acme.yaml:1:1 cannot be read: ");
    }
  }

  private static FileSystem zip(Path archive) throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + archive.toUri()), Map.of("create", "true"));
  }

  @Test
  void refusesMoreThanOneMebibyte() {
    assertThat(home.errors(Home.LEAST + "#".repeat(DefinitionText.LIMIT)))
        .containsExactly("jobs/acme.yaml:1:1 is larger than 1 MiB");
  }

  @Test
  void refusesTabsThatIndentEachAtItsPlace() {
    assertThat(home.errors("family: backend-sync\nsource:\n\ttype: x\n  \tpath: y\n"))
        .containsExactly(
            "jobs/acme.yaml:3:1 a tab; indent with spaces",
            "jobs/acme.yaml:4:3 a tab; indent with spaces");
  }

  @Test
  void refusesControlCharacters() {
    assertThat(home.errors("family: backend-sync\ndescription: \u00e4\u0007\n"))
        .containsExactly("jobs/acme.yaml:2:15 the control character U+0007");
    assertThat(home.errors("family: backend-sync\n\u0000"))
        .containsExactly("jobs/acme.yaml:2:1 the control character U+0000");
  }

  @Test
  void refusesKeysThatStandTwice() {
    assertThat(home.errors(Home.LEAST + "limits:\n  total: 1\n  total: 2\norganizations: acme\n"))
        .containsExactly(
            "jobs/acme.yaml:6:3 key total is given twice, first in line 5",
            "jobs/acme.yaml:7:1 key organizations is given twice, first in line 2");
    assertThat(home.errors(Home.LEAST + "family: everything\n"))
        .containsExactly("jobs/acme.yaml:4:1 key family is given twice, first in line 1");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(home.errors(Home.LEAST + "---\n" + Home.LEAST))
        .containsExactly("jobs/acme.yaml:4:1 a second document; one file is one job");
  }

  @Test
  void refusesAnchorsAliasesAndTags() {
    String content =
        """
        family: everything
        text: &a !!str x
        spans: &b {first: 1s}
        crusts: [*a, !x y]
        """;

    assertThat(home.errors(content))
        .containsExactly(
            "jobs/acme.yaml:2:7 an anchor is not supported; write the value out",
            "jobs/acme.yaml:2:7 a tag is not supported; leave it out",
            "jobs/acme.yaml:3:8 an anchor is not supported; write the value out",
            "jobs/acme.yaml:4:10 an alias is not supported; write the value out",
            "jobs/acme.yaml:4:14 a tag is not supported; leave it out");
  }

  @Test
  void refusesDeepNestingAtOnce() {
    assertThat(home.errors("family: " + "[".repeat(500_000)))
        .containsExactly("jobs/acme.yaml:1:28 nested deeper than 20 levels");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThat(home.errors("family: backend-sync\nsource: {type: x\nlimits:\n"))
        .containsExactly(
            "jobs/acme.yaml:3:7 is no YAML: expected ',' or '}', but got :,"
                + " while parsing a flow mapping from line 2");
    assertThat(home.errors("family: backend-sync\n  source: x\n"))
        .containsExactly("jobs/acme.yaml:2:9 is no YAML: mapping values are not allowed here");
  }

  @Test
  void refusesCharactersThatDoNotExist() {
    assertThat(home.errors("family: backend-sync\ndescription: \"\\UFFFFFFFF\"\n"))
        .containsExactly("jobs/acme.yaml:2:12 is no YAML: a character that does not exist follows");
  }

  @Test
  void refusesKeysThatAreNoWords() {
    assertThat(home.errors(Home.LEAST + "? [a]\n: b\n"))
        .containsExactly("jobs/acme.yaml:4:3 a key is a single word");
  }

  @Test
  void refusesMergedMappings() {
    assertThat(home.errors("family: everything\nlimit: {<<: {count: 1}}\n"))
        .containsExactly("jobs/acme.yaml:2:9 unknown key <<, allowed: count, percent");
  }

  @Test
  void refusesUnknownFamilies() {
    String allowed = ", allowed: backend-sync, contacts-backup, directory-sync, everything";

    assertThat(home.errors("family: backend-sink\nanything: goes\n"))
        .containsExactly(
            "jobs/acme.yaml:1:9 unknown family backend-sink (did you mean backend-sync?)"
                + allowed);
    assertThat(home.errors("family: [backend-sync]\n"))
        .containsExactly("jobs/acme.yaml:1:9 a family is one word" + allowed);
    assertThat(home.errors("# a job\norganization: acme\n"))
        .containsExactly("jobs/acme.yaml:2:1 missing key family" + allowed);
  }

  @Test
  void namesEveryUnknownAndEveryMissingKey() {
    assertThat(home.errors("family: backend-sync\nchunk-sise: 10\nplan: {max_age: 1h}\n"))
        .containsExactly(
            "jobs/acme.yaml:1:1 missing key organizations",
            "jobs/acme.yaml:1:1 missing key source",
            "jobs/acme.yaml:2:1 unknown key chunk-sise (did you mean chunk-size?), allowed:"
                + " family, description, organizations, source, disabled-contacts,"
                + " known-problems, limits, source-minimum, plan, chunk-size, schedule, report",
            "jobs/acme.yaml:3:8 unknown key max_age (did you mean max-age?), allowed: max-age,"
                + " approval-max-age");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme.yaml", "-acme.yaml", "acme_1.yaml", "acme.YAML", "a b.yml"})
  void refusesFileNamesThatAreNoJobNames(String name) {
    assertThat(home.errors(home.file(name, Home.LEAST))).containsExactly("jobs/" + name + NAME);
    assertThat(home.definitions().check()).hasSize(1);
  }

  @Test
  void takesNamesOfAHundredCharactersAndNoMore() {
    String longest = "a".repeat(100);

    assertThat(home.errors(home.file(longest + ".yaml", Home.LEAST))).isEmpty();
    assertThat(home.errors(home.file(longest + "a.yaml", Home.LEAST)))
        .isEqualTo(List.of("jobs/" + longest + "a.yaml" + NAME));
  }

  @Test
  void showsAThousandErrorsOfAFileAndNoMore() {
    var content = new StringBuilder(Home.LEAST);
    for (int key = 0; content.length() < DefinitionText.LIMIT - 10; key++) {
      content.append(Integer.toString(key, 36)).append(":\n");
    }

    List<String> errors = home.errors(content.toString());

    assertThat(errors).hasSize(Errors.MOST);
    assertThat(errors.get(0)).startsWith("jobs/acme.yaml:4:1 unknown key 0, allowed: family,");
    assertThat(errors.get(999)).isEqualTo("jobs/acme.yaml:1003:1 more errors than are shown");
  }
}
