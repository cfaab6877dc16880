package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the class path finds first is what Modulith and ArchUnit see. */
class PackageInfoTests {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path MAIN = Path.of("src/main/java");

  @Test
  void noTestHidesWhatAPackageOfTheProgramSaysOfItself() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<Path> hiding =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .map(TESTS::relativize)
              .filter(file -> Files.exists(MAIN.resolve(file)))
              .toList();

      assertThat(hiding).isEmpty();
    }
  }
}
