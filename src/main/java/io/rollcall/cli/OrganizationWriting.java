package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code organizations add} and {@code organizations set}. */
final class OrganizationWriting {

  private OrganizationWriting() {}

  static Callable<Integer> add(Session session) {
    return new Add(session);
  }

  static Callable<Integer> set(Session session) {
    return new Set(session);
  }

  /** What both take. */
  static final class Options {
    @Mixin JsonOption json = new JsonOption();

    @Parameters(
        paramLabel = "KEY",
        description = "Its short name: lower-case letters, digits and -, at most 60.")
    String key = "";

    @Option(
        names = "--domain",
        paramLabel = "DOMAIN",
        description = "An accepted domain to add; can be given several times.")
    List<String> domains = List.of();

    @Option(
        names = "--server-type",
        paramLabel = "TYPE",
        description = "exchange, microsoft365 or other. New ones are exchange.")
    @Nullable ServerType serverType;

    @Option(
        names = "--tenant",
        paramLabel = "ID",
        description = "The Microsoft 365 tenant: its GUID, or a domain of it.")
    @Nullable String tenant;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Its name for people. New ones are called like their key.")
    @Nullable String name;

    Details details() {
      return new Details(name, serverType, tenant, domains);
    }
  }

  private static int shown(Session session, Program program, Organization one, Options options) {
    var view = OrganizationsList.view(program.bean(Organizations.class), one);
    if (options.json.json) {
      session.print(view);
    } else {
      session.say(
          "%s: %s, %s%s, domains: %s"
              .formatted(
                  view.key(),
                  view.name(),
                  view.serverType(),
                  view.tenant() == null ? "" : ", tenant " + view.tenant(),
                  view.domains().isEmpty() ? "none" : String.join(", ", view.domains())));
    }
    return ExitCode.DONE.code();
  }

  @Command(description = "Adds an organization to the panel.")
  @Ends(
      with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
      example = "organizations add acme --domain acme.example --name 'Acme Ltd'")
  static final class Add implements Callable<Integer> {
    private final Session session;
    @Mixin Options options = new Options();

    Add(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      session.useCommandName("rollcall organizations add");
      try (Program program = session.open()) {
        Organization added =
            program.bean(Organizations.class).add(options.key, options.details(), Session.user());
        return shown(session, program, added, options);
      }
    }
  }

  @Command(
      description = "Changes an organization; what is not given stays. Domains are only added.")
  @Ends(
      with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
      example = "organizations set acme --domain acme.test")
  static final class Set implements Callable<Integer> {
    private final Session session;
    @Mixin Options options = new Options();

    Set(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      session.useCommandName("rollcall organizations set");
      try (Program program = session.open()) {
        Organization changed =
            program.bean(Organizations.class).set(options.key, options.details(), Session.user());
        return shown(session, program, changed, options);
      }
    }
  }
}
