package io.rollcall.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFuzzTests {
  private static final int ROUNDS = 2_000;
  private static final List<String> SNIPPETS =
      List.of(
          "\t",
          "\n",
          "\r",
          ":",
          "- ",
          "{",
          "}",
          "[",
          "]",
          "&a ",
          "*a",
          "!!str ",
          "? ",
          "|\n",
          ">-",
          "'",
          "\"",
          "#",
          "%YAML 9.9\n---\n",
          "---\n",
          "...\n",
          "\0",
          "\uFEFF",
          "\u2028",
          "\"\\x1b\"",
          "\"\\UFFFFFFFF\"",
          "99999999999999999999",
          "~",
          "<<: ",
          "PT99999999999999999999S",
          "@");

  @TempDir Path folder;

  @Test
  void findsErrorsAtPlacesOfTheFileInWhateverItIsGiven() throws IOException {
    List<byte[]> sound =
        List.of(
            Files.readAllBytes(Path.of("jobs/acme-backend.yaml")),
            ("family: everything\n" + EverythingDefinition.EXAMPLE).getBytes(UTF_8));
    var home = new Home(folder);
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] content = mutated(sound.get(seed % 2), new Random(seed));
      Path file = home.file("acme.yaml", content);
      List<DefinitionError> errors = home.definitions().check(file);
      refused += errors.isEmpty() ? 0 : 1;
      long lines = new String(content, UTF_8).split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
      assertThat(errors)
          .as("seed %d", seed)
          .allSatisfy(
              error -> {
                assertThat(error.line()).isBetween(1, (int) lines);
                assertThat(error.column()).isBetween(1, content.length + 2);
                assertThat(error.what()).isNotBlank().hasSizeLessThan(500);
                assertThat(error.toString()).doesNotContainPattern("\\p{Cntrl}");
              });
    }
    assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] content = sound.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(content.length);
      content =
          switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(content, at + 1);
            case 1 -> flipped(content, at, random);
            case 2 -> joined(content, at, content, at + random.nextInt(content.length - at));
            case 3 -> {
              byte[] snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(UTF_8);
              yield joined(content, at, concat(snippet, content, at), 0);
            }
            default -> joined(content, at, content, at / 2);
          };
    }
    return content;
  }

  private static byte[] flipped(byte[] content, int at, Random random) {
    content[at] ^= (byte) (1 << random.nextInt(8));
    return content;
  }

  /** The beginning of one up to {@code end}, then the rest of another from {@code start} on. */
  private static byte[] joined(byte[] one, int end, byte[] other, int start) {
    byte[] content = Arrays.copyOf(one, end + other.length - start);
    System.arraycopy(other, start, content, end, other.length - start);
    return content.length == 0 ? new byte[] {'\n'} : content;
  }

  private static byte[] concat(byte[] snippet, byte[] content, int from) {
    return joined(snippet, snippet.length, content, from);
  }
}
