package io.rollcall.cli;

import io.rollcall.contacts.export.ExportFormat;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The tree of commands, and what all of their helps say alike. */
final class Commands {
  /** The program in a checkout; texts are written with it, and shown as it was typed. */
  static final String NAME = "scripts/rollcall";

  /** What a command that sees a run to its end can end with. */
  private static final List<ExitCode> RUN_ENDS =
      List.of(
          ExitCode.DONE,
          ExitCode.FAILED,
          ExitCode.DONE_WITH_PROBLEMS,
          ExitCode.ALREADY_RUNNING,
          ExitCode.REFUSED,
          ExitCode.NOT_FOUND,
          ExitCode.STOPPED,
          ExitCode.TERMINATED);

  private Commands() {}

  static CommandLine line(Session session) {
    CommandLine line = new CommandLine(new Root(session)).setCommandName(Session.typedProgram());
    line.addSubcommand("demo", new DemoCommand(session));
    line.addSubcommand("init", new InitCommand(session));
    line.addSubcommand("organizations", organizations(session));
    line.addSubcommand("consent", new ConsentCommand(session));
    line.addSubcommand("jobs", new JobsCommand(session));
    line.addSubcommand("validate", new ValidateCommand(session));
    line.addSubcommand("test", new TestCommand(session));
    line.addSubcommand("preview", new PreviewCommand(session));
    line.addSubcommand("run", new RunCommand(session));
    line.addSubcommand("runs", new RunsCommand(session));
    line.addSubcommand("show", new ShowCommand(session));
    line.addSubcommand("audit", new AuditCommand(session));
    line.addSubcommand("restart", new RestartCommand(session));
    line.addSubcommand("stop", new StopCommand(session));
    line.addSubcommand("recover", new RecoverCommand(session));
    line.addSubcommand("abandon", new AbandonCommand(session));
    line.addSubcommand("approve", new ApproveCommand(session));
    line.addSubcommand("report", new ReportCommand(session));
    line.addSubcommand("contacts", contacts(session));
    line.addSubcommand("history", history(session));
    line.addSubcommand("serve", new ServeCommand(session));
    line.addSubcommand("db", database(session));
    line.addSubcommand("help", new HelpCommand());
    // One for both: Java 17 crashes when it archives a class with the same picocli lambda twice.
    ITypeConverter<Long> wholeNumber = Words::wholeNumber;
    line.registerConverter(Long.class, wholeNumber);
    line.registerConverter(long.class, wholeNumber);
    line.registerConverter(int.class, Words::smallNumber);
    line.registerConverter(Conflict.class, text -> Words.choice(Conflict.class, text));
    line.registerConverter(Duration.class, Durations::parse);
    line.registerConverter(Since.class, Since::parse);
    line.registerConverter(SnapshotWords.class, SnapshotWords::parse);
    line.registerConverter(OutcomeFilter.class, OutcomeFilter::parse);
    line.registerConverter(ExportFormat.class, text -> Words.choice(ExportFormat.class, text));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    complete(line);
    return line;
  }

  private static CommandLine organizations(Session session) {
    CommandLine line = new CommandLine(new Group("organizations"));
    line.getCommandSpec().usageMessage().description("The panel's organizations.");
    line.addSubcommand("list", new OrganizationsList(session));
    line.addSubcommand("add", OrganizationWriting.add(session));
    line.addSubcommand("set", OrganizationWriting.set(session));
    return line;
  }

  private static CommandLine contacts(Session session) {
    CommandLine line = new CommandLine(new Group("contacts"));
    line.getCommandSpec().usageMessage().description("The backups of contacts, and their key.");
    line.addSubcommand("snapshots", new ContactsSnapshots(session));
    line.addSubcommand("list", new ContactsList(session));
    line.addSubcommand("show", new ContactsShow(session));
    line.addSubcommand("diff", new ContactsDiff(session));
    line.addSubcommand("find", new ContactsFind(session));
    line.addSubcommand("new-key", new ContactsNewKey(session));
    line.addSubcommand("rotate-key", new ContactsRotateKey(session));
    line.addSubcommand("export", new ContactsExport(session));
    line.addSubcommand("restore", new ContactsRestore(session));
    line.addSubcommand("undo", new ContactsUndo(session));
    line.addSubcommand("set-deletion-password", new ContactsSetPassword(session));
    line.addSubcommand("delete", new ContactsDelete(session));
    line.addSubcommand("undelete", new ContactsUndelete(session));
    line.addSubcommand("prune", new ContactsPrune(session));
    line.addSubcommand("verify", new ContactsVerify(session));
    return line;
  }

  private static CommandLine history(Session session) {
    CommandLine line = new CommandLine(new Group("history"));
    line.getCommandSpec().usageMessage().description("Old runs, and how they go.");
    line.addSubcommand("purge", new HistoryPurge(session));
    return line;
  }

  private static CommandLine database(Session session) {
    CommandLine line = new CommandLine(new Group("db"));
    line.getCommandSpec().usageMessage().description("The database and its schema.");
    line.addSubcommand("migrate", new DbMigrate(session));
    line.addSubcommand("check", new DbCheck(session));
    return line;
  }

  /** Adds --help, exit codes and the example to every command. */
  private static void complete(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (!(spec.userObject() instanceof HelpCommand)) {
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    }
    spec.usageMessage().width(100).autoWidth(false).sortOptions(false).abbreviateSynopsis(false);
    Ends ends = spec.userObject().getClass().getAnnotation(Ends.class);
    if (ends != null) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
      spec.usageMessage().exitCodeList(codes(ends));
      spec.usageMessage().footer("", "Example:", "  " + NAME + " " + ends.example());
    } else if (spec.userObject() instanceof Root) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
      spec.usageMessage().exitCodeList(codes(ExitCode.values()));
    }
    spec.usageMessage().footer(asTyped(spec.usageMessage().footer()));
    line.getSubcommands().values().forEach(Commands::complete);
  }

  /** Help texts are format strings, in which a percent sign of a path is written twice. */
  private static String[] asTyped(String... lines) {
    String program = Session.typedProgram().replace("%", "%%");
    return Arrays.stream(lines).map(line -> line.replace(NAME, program)).toArray(String[]::new);
  }

  static Map<String, String> codes(Ends ends) {
    TreeSet<ExitCode> all = new TreeSet<>(List.of(ends.with()));
    if (ends.asARun()) {
      all.addAll(RUN_ENDS);
    }
    return codes(all.toArray(ExitCode[]::new));
  }

  private static Map<String, String> codes(ExitCode... codes) {
    TreeSet<ExitCode> all = new TreeSet<>(List.of(codes));
    all.add(ExitCode.WRONG_USE);
    Map<String, String> table = new LinkedHashMap<>();
    all.forEach(code -> table.put(String.valueOf(code.code()), code.meaning()));
    return table;
  }

  /** The options of every command. */
  @Command(
      name = NAME,
      description = "The batch job runner behind a hosting control panel.",
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Start with `scripts/rollcall demo`: it needs no server and shows everything.",
        "`scripts/rollcall COMMAND --help` tells more about each command."
      },
      versionProvider = Version.class)
  static final class Root implements Runnable {
    private final Session session;
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "Print the version.")
    boolean version;

    Root(Session session) {
      this.session = session;
    }

    @Option(
        names = "--home",
        paramLabel = "DIR",
        scope = ScopeType.INHERIT,
        description =
            "The home folder: rollcall.yaml, jobs/, data. Default: ROLLCALL_HOME, else the current"
                + " folder.")
    void home(Path home) {
      if (home != null) {
        session.useHome(home);
      }
    }

    @Override
    public void run() {
      throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
  }

  /** A word that only groups commands. */
  @Command
  static final class Group implements Runnable {
    private final String name;
    @Spec CommandSpec spec = CommandSpec.create();

    Group(String name) {
      this.name = name;
    }

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          name + " needs one of: " + String.join(", ", spec.subcommands().keySet()));
    }
  }

  static final class HelpOption {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Print this help.")
    boolean help;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      try (InputStream in =
          Objects.requireNonNull(Commands.class.getResourceAsStream("/rollcall-version.txt"))) {
        return new String[] {
          "rollcall " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
