package io.rollcall.cli;

import io.rollcall.cli.Views.InitView;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.operations.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Makes a home folder, connects to its database and migrates it.",
      "The folder gets rollcall.yaml, examples in jobs/, a folder for exports. Files that are there"
          + " stay as they are. Without a database in rollcall.yaml or the environment it makes an"
          + " embedded one, which admits one process; for MySQL write it there first, or later and"
          + " type init again."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "init --home /srv/rollcall")
final class InitCommand implements Callable<Integer> {
  private static final String EXAMPLE = "acme-backend";
  private static final String DIRECTORY_EXAMPLE = "acme-directory";
  private static final String STARTER = "/io/rollcall/cli/starter/";

  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Option(names = "--force", description = "Write the files anew; yours of the same name are lost.")
  boolean force;

  private final List<String> written = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();

  InitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall init");
    Home home = session.home();
    writeFiles(home);
    if (!json.json) {
      written.forEach(file -> session.say("wrote " + file));
      kept.forEach(file -> session.say("kept " + file));
    }
    session.onDatabase(this::tellOfMySql);
    try (Program program = session.openWithoutSchema()) {
      int migrations = program.bean(Schema.class).migrate();
      if (json.json) {
        session.print(new InitView(home.folder().toString(), written, kept, migrations));
      } else {
        session.say(
            migrations == 0
                ? "the database answers; its schema was up to date"
                : "the database answers; %s run"
                    .formatted(Plural.of(migrations, "migration was", "migrations were")));
        next(home);
      }
    }
    return ExitCode.DONE.code();
  }

  /** Before it is made: whoever wants MySQL should not find out after the first import. */
  private void tellOfMySql(DatabaseAddress address) {
    Path folder = address.embeddedFolder();
    if (folder != null && !Files.exists(folder)) {
      session.note("no database is named: making an embedded one in " + folder);
      session.note(
          "  it admits one process at a time; for MySQL (8.4 or newer) name it in "
              + session.home().configuration()
              + ", spring.datasource, and type scripts/rollcall init again");
    }
  }

  /** With the example where it was written, else with a job that is there. */
  private void next(Home home) {
    boolean example = written.contains(example(home).toString());
    List<String> jobs = new JobDefinitions(home.jobs(), ValidateCommand.FAMILIES).names();
    String job = example ? EXAMPLE : jobs.isEmpty() ? "JOB" : jobs.get(0);
    session.say("");
    session.say("next:");
    session.say("  scripts/rollcall organizations add acme --domain acme.example");
    session.say(
        example
            ? "  put an export of it into exports/, and correct jobs/%s.yaml".formatted(EXAMPLE)
            : jobs.isEmpty()
                ? "  write a job into jobs/, and put its export where it says"
                : "  put its export where the job in jobs/ says");
    if (example) {
      session.say(
          "  or, when it lives in Microsoft 365, correct jobs/%s.yaml; its first lines say how"
              .formatted(DIRECTORY_EXAMPLE));
    }
    session.say("  scripts/rollcall validate");
    session.say("  scripts/rollcall test " + job);
    session.say("  scripts/rollcall preview " + job);
  }

  private static Path example(Home home) {
    return home.jobs().resolve(EXAMPLE + ".yaml");
  }

  private void writeFiles(Home home) {
    try {
      Files.createDirectories(home.folder());
      home.requireWritable();
      boolean noJobs = isEmpty(home.jobs());
      Files.createDirectories(home.jobs());
      Files.createDirectories(home.folder().resolve("exports"));
      write("rollcall.yaml", home.configuration());
      if (noJobs || force) {
        write(EXAMPLE + ".yaml", example(home));
        write(DIRECTORY_EXAMPLE + ".yaml", home.jobs().resolve(DIRECTORY_EXAMPLE + ".yaml"));
      } else {
        kept.add(home.jobs().toString());
      }
    } catch (IOException e) {
      throw Session.wrongUse(
          home.folder() + " cannot be made a home folder: " + e,
          "name another with --home DIR, or correct its permissions");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private void write(String name, Path target) {
    if (Files.exists(target) && !force) {
      kept.add(target.toString());
      return;
    }
    DemoExports.copy(STARTER + name, target);
    written.add(target.toString());
  }
}
