package io.rollcall.cli;

import io.rollcall.cli.Views.ConsentView;
import io.rollcall.graph.ConsentLink;
import io.rollcall.graph.Permission;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Prints the address at which an administrator of a tenant consents to what is read there.",
      "With it come the permissions that the application's registration must hold: read-only ones"
          + " alone, unless --restore is given. Nothing is sent and nothing changed."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "consent lindenau")
final class ConsentCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "ORG", description = "The organization's key.")
  String organization = "";

  @Option(
      names = "--contacts",
      description = "Add what backing up contacts needs: Contacts.Read, which reads alone.")
  boolean contacts;

  @Option(
      names = "--restore",
      description = "Add what restoring contacts needs: Contacts.ReadWrite, which can write.")
  boolean restore;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description =
          "The application's id. Default: that of the organization's jobs of the family"
              + " directory-sync.")
  @Nullable String clientId;

  @Option(
      names = "--redirect-uri",
      paramLabel = "URI",
      description =
          "Where the page leads back to, one that the registration names. Default: an empty page"
              + " of Microsoft's, /common/oauth2/nativeclient.")
  @Nullable URI redirectUri;

  ConsentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall consent " + organization);
    try (Program program = session.open()) {
      Organization one = program.bean(Organizations.class).get(organization);
      String tenant = tenant(one);
      TenantApplication application = TenantApplication.of(program, one, clientId);
      ConsentLink link =
          ConsentLink.of(
              application.endpoints(),
              tenant,
              application.clientId(),
              redirectUri == null
                  ? ConsentLink.emptyPage(application.endpoints())
                  : redirectUri.toString(),
              one.key(),
              permissions());
      show(one, tenant, application, link);
      return ExitCode.DONE.code();
    }
  }

  private List<Permission> permissions() {
    if (restore) {
      return Permission.toRestore();
    }
    return contacts ? Permission.toReadAll() : Permission.toRead();
  }

  private static String tenant(Organization one) {
    String tenant = one.tenantId();
    if (one.serverType() != ServerType.MICROSOFT365 || tenant == null) {
      throw Session.wrongUse(
          one.serverType() != ServerType.MICROSOFT365
              ? "the organization %s is of the server type %s: there is no tenant to ask"
                  .formatted(one.key(), one.serverType().key())
              : "the organization " + one.key() + " has no tenant id",
          "scripts/rollcall organizations set %s --server-type microsoft365 --tenant ID"
              .formatted(one.key()));
    }
    return tenant;
  }

  private void show(
      Organization one, String tenant, TenantApplication application, ConsentLink link) {
    List<String> permissions = link.permissions().stream().map(Permission::graphName).toList();
    if (json.json) {
      session.print(
          new ConsentView(one.key(), tenant, application.clientId(), link.address(), permissions));
      return;
    }
    session.say(
        "%s: consent of tenant %s to application %s"
            .formatted(one.key(), tenant, application.clientId()));
    session.say("");
    session.say("Give this address to an administrator of the tenant (Global Administrator or");
    session.say("Privileged Role Administrator):");
    session.say("  " + link.address());
    session.say("");
    session.say("The page shows the application permissions of the registration. They must be:");
    Table table = new Table("permission", "for");
    link.permissions()
        .forEach(permission -> table.row(permission.graphName(), purpose(permission)));
    table.lines().forEach(line -> session.say("  " + line));
    session.say("");
    session.say("Where it shows more than these, take the others out of the registration first.");
    session.say(
        "After the consent the browser's address holds admin_consent=True; a few minutes later");
    session.say("  scripts/rollcall test JOB");
    session.say("proves it. docs/microsoft365.md tells how to register the application.");
  }

  private static String purpose(Permission permission) {
    return switch (permission) {
      case READ_USERS -> "users, their addresses and licences";
      case READ_GROUP_MEMBERS -> "lists and their members";
      case READ_ORGANIZATION -> "the tenant's name";
      case READ_CONTACTS -> "backing up contacts: it can read every mailbox's";
      case CHANGE_CONTACTS -> "restoring contacts: it can write to every mailbox";
    };
  }
}
