package io.rollcall.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A home folder on which the packaged program is run as child processes. */
public final class ChildHome {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private @Nullable Class<?> main;

  /**
   * Writes the configuration.
   *
   * @param folder made when it does not exist
   * @param settings lines of {@code rollcall.yaml} besides the database's
   */
  public ChildHome(Path folder, TestDatabase database, String... settings) {
    this(folder, database.url(), settings);
  }

  /**
   * @param url address of the database, with {@code user} and {@code password} when it needs them
   */
  public ChildHome(Path folder, String url, String... settings) {
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("jobs"));
      Files.createDirectories(folder.resolve("exports"));
      List<String> lines = new ArrayList<>(List.of(settings));
      // When the database dies, each of the program's waits for a connection counts.
      lines.add("spring.datasource.hikari.connection-timeout: 4000");
      lines.add("spring.datasource.url: " + url.replaceAll("(user|password)=[^&]*&?", ""));
      if (url.contains("user=")) {
        Files.writeString(folder.resolve("password"), parameter(url, "password"));
        lines.add("spring.datasource.username: " + parameter(url, "user"));
        lines.add("spring.datasource.password: file:" + folder.resolve("password"));
      }
      Files.write(folder.resolve("rollcall.yaml"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String parameter(String url, String name) {
    return url.replaceFirst(".*[?&]" + name + "=([^&]*).*", "$1");
  }

  /** How a child process ended, and what it said. */
  public record Ended(int code, String out, String err) {

    public String all() {
      return "exit " + code + "\n" + out + err;
    }
  }

  /** A child process at work. */
  public record Running(Process process, Path out, Path err) {

    public Ended await() {
      try {
        int code = process.waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new IllegalStateException(e);
      }
    }

    /** Sends a signal by its name: {@code TERM}, {@code INT}, {@code STOP}, {@code CONT}. */
    public void signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** As {@code kill -9}: waits until the process is gone. */
    public void kill() {
      process.destroyForcibly();
      await();
    }
  }

  /** Options of the children's Java machines. */
  public ChildHome withJavaOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** The children run this class of the tests, instead of the packaged program. */
  public ChildHome withMain(Class<?> program) {
    this.main = program;
    return this;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  public void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  public Ended run(String... arguments) {
    return start(arguments).await();
  }

  /** Starts a command. */
  public Running start(String... arguments) {
    return startIn(List.of(), arguments);
  }

  /**
   * Starts a command through another program, that sets limits for example.
   *
   * @param through its words; the program's own follow
   */
  public Running startIn(List<String> through, String... arguments) {
    try {
      List<String> command = new ArrayList<>(through);
      command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.add("-XX:-UsePerfData");
      command.addAll(options);
      if (main == null || isPackaged()) {
        command.add("-XX:SharedArchiveFile=" + Extracted.PROGRAM.archive());
      }
      if (main == null) {
        command.addAll(List.of("-jar", Extracted.PROGRAM.jar().toString()));
      } else {
        command.addAll(List.of("-cp", classPathOfMain(), main.getName()));
      }
      command.addAll(List.of("--home", folder.toString()));
      command.addAll(List.of(arguments));
      Path out = Files.createTempFile("rollcall", ".out");
      Path err = Files.createTempFile("rollcall", ".err");
      out.toFile().deleteOnExit();
      err.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      unsetOurs(builder.environment());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unsetOurs(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.matches("(ROLLCALL|SPRING|MYSQL)_.*"));
  }

  private static Path packaged() {
    return Path.of(System.getProperty("rollcall.jar", "none"));
  }

  /** Classes of tests also run without: scripts/serve-test packages nothing. */
  private static boolean isPackaged() {
    return Files.exists(packaged());
  }

  /** The program's jar comes first, else its archive would not fit. */
  private static String classPathOfMain() {
    return isPackaged() ? Extracted.PROGRAM.jar() + File.pathSeparator + classPath() : classPath();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * The packaged program, extracted once for all tests.
   *
   * @param archive of the classes that a demo loads: a third of a run's time; one that does not fit
   *     is not used
   */
  private record Extracted(Path jar, Path archive) {
    static final Extracted PROGRAM = extract();

    private static Extracted extract() {
      Path jar = packaged();
      if (!isPackaged()) {
        throw new IllegalStateException("no packaged program at " + jar + ": run `mvn verify`");
      }
      boolean extracted = Files.isDirectory(jar.resolveSibling("lib"));
      // Two processes of tests share it: the first one makes it.
      Path lock = Path.of("target", "app-of-tests.lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
          FileLock held = channel.lock()) {
        // By its contents: every build's jar has the same time.
        String sum = sum(jar);
        Path app =
            extracted ? jar.getParent() : Path.of("target", "app-of-tests-" + sum).toAbsolutePath();
        Extracted program =
            new Extracted(app.resolve(jar.getFileName()), app.resolve("start-" + sum + ".jsa"));
        if (held.isValid() && !Files.exists(program.archive())) {
          if (!extracted) {
            java(
                "-Djarmode=tools",
                "-jar",
                jar + "",
                "extract",
                "--force",
                "--destination",
                app + "");
          }
          program.makeArchive();
        }
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String sum(Path file) throws IOException {
      try (var in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
        in.transferTo(OutputStream.nullOutputStream());
        return Long.toHexString(in.getChecksum().getValue());
      }
    }

    private void makeArchive() throws IOException {
      Path home = Files.createTempDirectory("home-of-archive");
      String make = "-XX:ArchiveClassesAtExit=" + archive;
      // as the launcher makes its own
      java(make, "-XX:+UseSerialGC", "-jar", jar + "", "start-up-training", home + "");
      FileSystemUtils.deleteRecursively(home);
    }

    private static void java(String... arguments) {
      try {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        unsetOurs(builder.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(command + ": " + output);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
