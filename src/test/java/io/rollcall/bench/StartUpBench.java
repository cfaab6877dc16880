package io.rollcall.bench;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * How long the commands of an unpacked distribution take, launcher included. The commands of a
 * round follow each other on all Java machines, so that a busy minute of the computer meets all of
 * them alike.
 */
final class StartUpBench {
  private static final int OBJECTS = 1000;
  private static final String ORGANIZATION = "acme";

  private final Path folder;
  private final Path launcher;
  private final Path export;

  private StartUpBench(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> made = Files.list(folder)) {
      this.launcher = made.findFirst().orElseThrow().resolve("bin/rollcall");
    }
    this.export = folder.resolve(ORGANIZATION + ".jsonl.gz");
  }

  /** A Java machine, with the archive or without. */
  record Machine(String name, Path home, boolean archive) {}

  /** What is measured, on which database. */
  enum Work {
    HELP("`--help`", false),
    JOBS("`jobs`, embedded database", false),
    JOBS_ON_MYSQL("`jobs`, MySQL", true),
    RUN("first run of 1,000 objects, workbook included, embedded database", false),
    RUN_ON_MYSQL("the same, MySQL", true);

    final String title;
    final boolean mysql;

    Work(String title, boolean mysql) {
      this.title = title;
      this.mysql = mysql;
    }

    boolean runs() {
      return this == RUN || this == RUN_ON_MYSQL;
    }
  }

  /**
   * @param args working folder with the unpacked distribution, the document to write, rounds, JDKs
   */
  public static void main(String[] args) throws Exception {
    StartUpBench bench = new StartUpBench(Path.of(args[0]));
    List<Machine> machines = new ArrayList<>();
    for (String jdk : Arrays.asList(args).subList(3, args.length)) {
      Path home = Path.of(jdk);
      machines.add(new Machine(version(home), home, false));
      machines.add(new Machine(version(home), home, true));
    }
    String table = StartUpTable.of(machines, bench.measure(machines, Integer.parseInt(args[2])));
    System.out.print(table);
    Files.writeString(Path.of(args[1]), StartUpTable.document(table, Integer.parseInt(args[2])));
  }

  private static String version(Path home) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    return release.getProperty("JAVA_VERSION", "?").replace("\"", "");
  }

  private Map<Work, Map<Machine, List<Cost>>> measure(List<Machine> machines, int rounds)
      throws Exception {
    new ExportGenerator(20260105, ORGANIZATION, List.of("acme.example"), OBJECTS).write(export);
    for (Machine machine : machines) {
      if (machine.archive()) {
        command(machine, folder, "install-cache");
      }
    }
    Map<Work, Map<Machine, List<Cost>>> costs = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) { // the first one warms the computer up
      for (Work work : Work.values()) {
        for (Machine machine : machines) {
          Cost cost = measure(work, machine, "%d-%s".formatted(round, work));
          if (round > 0) {
            costs
                .computeIfAbsent(work, key -> new LinkedHashMap<>())
                .computeIfAbsent(machine, key -> new ArrayList<>())
                .add(cost);
          }
        }
      }
      System.err.printf("bench: round %d of %d%n", round, rounds);
    }
    return costs;
  }

  private Cost measure(Work work, Machine machine, String name) throws Exception {
    if (work == Work.HELP) {
      return command(machine, folder, "--help");
    }
    Path home = folder.resolve(name);
    try (TestDatabase database = work.mysql ? TestDatabase.mysql() : TestDatabase.embedded(home)) {
      new ChildHome(home, database);
      Files.copy(Path.of("jobs/acme-backend.yaml"), home.resolve("jobs/acme-backend.yaml"));
      Files.copy(
          export, home.resolve("exports/acme.jsonl.gz"), StandardCopyOption.REPLACE_EXISTING);
      Machine quick = new Machine(machine.name(), machine.home(), true);
      command(quick, home, "db", "migrate");
      command(quick, home, "organizations", "add", ORGANIZATION, "--domain", "acme.example");
      return work.runs()
          ? command(machine, home, "run", "acme-backend", "--yes")
          : command(machine, home, "jobs");
    } finally {
      delete(home);
    }
  }

  /** Runs a command to its end, which must be a good one. */
  private Cost command(Machine machine, Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(ROLLCALL|SPRING)_.*"));
    builder.environment().put("JAVA_HOME", machine.home().toString());
    builder.environment().put("ROLLCALL_HOME", home.toString());
    if (!machine.archive()) {
      builder.environment().put("ROLLCALL_CACHE", "none");
    }
    double cpu = cpuOfEndedChildren();
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    if (code != 0 && code != 3) {
      throw new IllegalStateException(command + ": " + code + "\n" + Files.readString(output));
    }
    return new Cost(wall, cpuOfEndedChildren() - cpu);
  }

  /** In seconds; https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 16 and 17. */
  private static double cpuOfEndedChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
