package io.rollcall.cli;

import io.rollcall.cli.Views.OrganizationView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.operations.Organizations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = "Lists the organizations.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "organizations list")
final class OrganizationsList implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  OrganizationsList(Session session) {
    this.session = session;
  }

  static OrganizationView view(Organizations organizations, Organization one) {
    return new OrganizationView(
        one.key(), one.name(), one.serverType().key(), one.tenantId(), organizations.domains(one));
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall organizations list");
    try (Program program = session.open()) {
      Organizations organizations = program.bean(Organizations.class);
      List<OrganizationView> all =
          organizations.all().stream().map(one -> view(organizations, one)).toList();
      if (json.json) {
        session.print(all);
      } else if (all.isEmpty()) {
        session.say("no organization yet");
        session.say("next: scripts/rollcall organizations add KEY --domain DOMAIN");
      } else {
        Table table = new Table("key", "name", "server type", "tenant", "domains");
        for (OrganizationView one : all) {
          table.row(
              one.key(),
              one.name(),
              one.serverType(),
              one.tenant(),
              String.join(", ", one.domains()));
        }
        table.lines().forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }
}
