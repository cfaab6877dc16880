package io.rollcall.cli;

import io.rollcall.cli.Views.CheckView;
import io.rollcall.cli.Views.MigrationView;
import io.rollcall.cli.Views.TestView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = "Checks the database: version, migrations, clock, and the rights of its account.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "db check")
final class DbCheck implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  DbCheck(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall db check");
    try (Program program = session.openWithoutSchema()) {
      List<CheckView> checks = new ArrayList<>();
      checks.add(DatabaseCheck.connection(program));
      checks.add(schema(program.bean(Schema.class)));
      checks.add(DatabaseCheck.clock(program));
      checks.add(DatabaseCheck.rights(program));
      boolean passed = checks.stream().allMatch(CheckView::passed);
      if (json.json) {
        session.print(new TestView("", passed, checks));
      } else {
        TestCommand.print(session, checks);
      }
      return (passed ? ExitCode.DONE : ExitCode.FAILED).code();
    }
  }

  private static CheckView schema(Schema schema) {
    List<MigrationView> migrations = DbMigrate.migrations(schema);
    List<String> pending =
        migrations.stream()
            .filter(one -> one.state().equals("Pending"))
            .map(MigrationView::version)
            .toList();
    if (!pending.isEmpty()) {
      return new CheckView(
          "schema",
          false,
          "migrations %s are missing: scripts/rollcall db migrate"
              .formatted(String.join(", ", pending)));
    }
    try {
      schema.validate();
      return new CheckView("schema", true, migrations.size() + " migrations, all in place");
    } catch (RollcallException e) {
      return new CheckView(
          "schema", false, e.getMessage() + ". " + Objects.toString(e.nextStep(), ""));
    }
  }
}
