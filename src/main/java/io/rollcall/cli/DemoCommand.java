package io.rollcall.cli;

import io.rollcall.cli.Views.DemoView;
import io.rollcall.cli.Views.HeadroomView;
import io.rollcall.cli.Views.PlanView;
import io.rollcall.cli.Views.RunDetails;
import io.rollcall.cli.Views.RunView;
import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Shows everything without a server.",
      "Makes a home folder with an embedded database, two organizations and their exports, imports"
          + " them, imports a small change, and shows a run that a gate refuses. Then it syncs a"
          + " Microsoft 365 tenant, a stand-in on this machine, and what changes there in a day,"
          + " saves the contacts of its mailboxes, before and after an accident, and restores what"
          + " was lost. Workbooks and mails stay as files; every command works there with --home D."
          + " A folder that an earlier demo made is emptied first."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.STOPPED},
    example = "demo --dir /tmp/rollcall-demo")
final class DemoCommand implements Callable<Integer> {
  private static final int FEWEST = 50;
  private static final int MOST = 1_000_000;

  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dir",
      paramLabel = "D",
      defaultValue = "rollcall-demo",
      description = "The home folder to make. Default: ./${DEFAULT-VALUE}.")
  Path dir = Path.of("");

  @Option(
      names = "--objects",
      paramLabel = "N",
      defaultValue = "500",
      description = "Objects of the first organization, from 50. Default: ${DEFAULT-VALUE}.")
  int objects;

  @Option(
      names = "--force",
      description = "Use a folder that is not empty; what is there stays, and is not looked at.")
  boolean force;

  private final List<RunView> runs = new ArrayList<>();

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (objects < FEWEST || objects > MOST) {
      throw Session.wrongUse(
          "--objects is %d to %d".formatted(FEWEST, MOST), "scripts/rollcall demo --help");
    }
    session.useHome(dir);
    session.useCommandName("rollcall demo");
    Home home = session.home();
    DemoHome.make(home, force);
    DemoExports exports = new DemoExports(home, objects);
    exports.writeFirst();
    exports.writeJobs();
    DemoDirectory directory = new DemoDirectory(home, objects);
    directory.write();
    try (Program program = session.open()) {
      exports.addOrganizations(program.bean(Organizations.class));
      directory.addOrganization(program.bean(Organizations.class));
      tell("1. First import of acme and globex: run all-backend");
      if (!run(program, DemoExports.ALL)) {
        return gaveUp();
      }
      tell("2. A small change of acme, at the backend: " + exports.changeAcme());
      tell("   run " + DemoExports.ONE);
      if (!run(program, DemoExports.ONE)) {
        return gaveUp();
      }
      tell("3. An export of acme that lost 60 %, as a broken export script leaves it");
      exports.cutAcme();
      tell("   run " + DemoExports.ONE);
      run(program, DemoExports.ONE);
      RunView refused = runs.get(runs.size() - 1);
      long plan = program.bean(Plans.class).ofRun(refused.id()).get(0).id();
      if (session.signals().exitCode() != 0
          || !syncTenant(program, directory)
          || !backUpContacts(program)) {
        return gaveUp();
      }
      finish(home, refused, plan);
      return ExitCode.DONE.code();
    }
  }

  private boolean syncTenant(Program program, DemoDirectory directory) {
    tell("4. First sync of lindenau, a Microsoft 365 tenant: run " + DemoDirectory.JOB);
    if (!run(program, DemoDirectory.JOB)) {
      return false;
    }
    tell("5. A day at lindenau: " + directory.changeByDay(program.tenant()));
    tell("   run " + DemoDirectory.JOB);
    if (!run(program, DemoDirectory.JOB)) {
      return false;
    }
    tell("6. The next morning: " + directory.bringBack(program.tenant()));
    tell("   run " + DemoDirectory.JOB);
    return run(program, DemoDirectory.JOB);
  }

  private boolean backUpContacts(Program program) {
    DemoContacts contacts = new DemoContacts(program.tenant(), program.mailboxes());
    tell("7. Contacts of lindenau, saved for the first time: " + contacts.fill());
    tell("   run " + DemoContacts.JOB);
    if (!run(program, DemoContacts.JOB)) {
      return false;
    }
    tell("8. An accident: " + contacts.accident());
    tell("   run " + DemoContacts.JOB);
    if (!run(program, DemoContacts.JOB)) {
      return false;
    }
    tell("   " + DemoContacts.difference(program.bean(ContactStore.class)));
    tell("");
    return restoreContacts(program);
  }

  private boolean restoreContacts(Program program) {
    tell("9. What a restore would do: contacts restore " + DemoContacts.RESTORE + " --dry-run");
    if (!restore(program, Run.Kind.TEST)) {
      return false;
    }
    tell("10. The restore itself: contacts restore " + DemoContacts.RESTORE);
    if (!restore(program, Run.Kind.RESTORE)) {
      return false;
    }
    tell("11. The backups verified, and Ada's contacts written for other programs");
    tell("   " + DemoContacts.verify(program.bean(ContactStore.class)));
    DemoContacts.export(program, session.home().folder()).forEach(line -> tell("   " + line));
    tell("");
    return true;
  }

  private boolean restore(Program program, Run.Kind kind) {
    Restore restore = DemoContacts.restore(program);
    RunRequest request =
        new RunRequest(DemoContacts.JOB, kind, List.of(), null, false, Session.user());
    return run(program, request, id -> program.bean(Restoring.class).create(restore, id));
  }

  /** False when the demo cannot go on. */
  private boolean run(Program program, String job) {
    return run(
        program,
        new RunRequest(job, Run.Kind.FULL, List.of(), null, false, Session.user()),
        id -> {});
  }

  private boolean run(Program program, RunRequest request, LongConsumer created) {
    RunRecord record =
        RunStarting.watched(
            session,
            program,
            progress ->
                program.bean(RunLauncher.class).start(request, progress, id -> {}, created));
    RunDetails details = RunDetailsQuery.of(program, record);
    runs.add(details.run());
    show(details);
    ExitCode outcome = Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED);
    return (outcome == ExitCode.DONE || outcome == ExitCode.DONE_WITH_PROBLEMS)
        && session.signals().exitCode() == 0;
  }

  private void show(RunDetails details) {
    RunView run = details.run();
    tell("   run %d: %s".formatted(run.id(), RunText.outcome(run)));
    tell("   " + Objects.requireNonNullElse(run.summary(), ""));
    for (PlanView plan : details.plans()) {
      for (HeadroomView room : plan.headroom()) {
        if (room.exceeded()) {
          tell("   refused: " + room.text());
        }
      }
    }
    tell("");
  }

  private void finish(Home home, RunView refused, long plan) {
    List<String> mails = mails(home);
    List<String> reports =
        runs.stream()
            .map(RunView::reportFile)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    if (json.json) {
      session.print(new DemoView(home.folder().toString(), runs, reports, mails));
      return;
    }
    tell(
        "Nothing of the third run was written. If the loss were real, one would let its plan"
            + " through:");
    tell("  scripts/rollcall show " + refused.id());
    tell("  scripts/rollcall approve %d --yes --reason 'half of Acme was sold'".formatted(plan));
    tell("  scripts/rollcall run %s --plan %d --yes".formatted(DemoExports.ONE, plan));
    tell("It is not: the export is broken. What was whole is kept, and is brought back with");
    tell(
        "  cp %s %s"
            .formatted(shown("exports-before/acme.jsonl.gz"), shown("exports/acme.jsonl.gz")));
    tell("");
    tell("Workbooks:");
    reports.forEach(report -> tell("  " + report));
    tell("Mails (any mail program opens them):");
    mails.forEach(mail -> tell("  " + mail));
    tell("");
    tell("Try next:");
    tell("  scripts/rollcall jobs");
    tell("  scripts/rollcall runs");
    tell("  scripts/rollcall show " + runs.get(1).id());
    tell("  scripts/rollcall preview " + DemoDirectory.JOB);
    tell("  scripts/rollcall test " + DemoDirectory.JOB);
    tell("  scripts/rollcall consent " + DemoDirectory.ORGANIZATION);
    tell("  scripts/rollcall organizations list");
    tell("  scripts/rollcall contacts diff %s 1 2".formatted(DemoContacts.MAILBOX));
    tell("  scripts/rollcall contacts undo %d --dry-run".formatted(runs.get(runs.size() - 1).id()));
    tell("  scripts/rollcall test " + DemoContacts.JOB);
  }

  private String shown(String path) {
    return dir.resolve(path).toString();
  }

  private static List<String> mails(Home home) {
    try (Stream<Path> files = Files.list(DemoHome.mails(home))) {
      return files.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int gaveUp() {
    RunView last = runs.get(runs.size() - 1);
    session.note("the demo ends here; scripts/rollcall show " + last.id());
    return Objects.requireNonNullElse(last.exitCode(), ExitCode.FAILED.code());
  }

  private void tell(String line) {
    if (!json.json) {
      session.say(line.stripTrailing());
    }
  }
}
