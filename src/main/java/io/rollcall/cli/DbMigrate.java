package io.rollcall.cli;

import io.rollcall.cli.Views.MigrationView;
import io.rollcall.cli.Views.MigrationsView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.operations.Schema;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = {
      "Brings the schema up to date. The embedded database does so by itself.",
      "On a server this may be run by an account that may change tables; the program's own need not."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "db migrate")
final class DbMigrate implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  DbMigrate(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall db migrate");
    try (Program program = session.openWithoutSchema()) {
      Schema schema = program.bean(Schema.class);
      int executed = schema.migrate();
      List<MigrationView> migrations = migrations(schema);
      if (json.json) {
        session.print(new MigrationsView(executed, migrations));
      } else {
        Table table = new Table("version", "migration", "state");
        migrations.forEach(one -> table.row(one.version(), one.description(), one.state()));
        table.lines().forEach(session::say);
        session.say(
            executed == 0
                ? "the schema was up to date"
                : Plural.of(executed, "migration was", "migrations were") + " run");
      }
      return ExitCode.DONE.code();
    }
  }

  static List<MigrationView> migrations(Schema schema) {
    return schema.migrations().stream()
        .map(one -> new MigrationView(one.version(), one.description(), one.state()))
        .toList();
  }
}
