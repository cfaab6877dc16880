package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code consent}, and what {@code organizations} must know for it. */
class ConsentIntegrationTests {
  private static final String TENANT = "3f0d1c52-0000-4000-8000-00000000000a";
  private static final String JOB =
      """
      family: directory-sync
      organizations: %s
      source: {type: microsoft-graph, client-id: %s, secret: "env:NOT_NEEDED_HERE"%s}
      """;

  @TempDir Path folder;

  @BeforeEach
  void addATenant() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Typed added =
        typed(
            "organizations",
            "add",
            "lindenau",
            "--server-type",
            "microsoft365",
            "--tenant",
            TENANT);
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.out()).contains("microsoft365, tenant " + TENANT);
  }

  @Test
  void printsTheAddressAndReadOnlyPermissionsAlone() throws IOException {
    job("lindenau-directory", "lindenau", "app-1", "");

    Typed typed = typed("consent", "lindenau");

    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.out())
        .contains(
            "https://login.microsoftonline.com/"
                + TENANT
                + "/adminconsent?client_id=app-1&state=lindenau")
        .contains("User.Read.All", "GroupMember.Read.All", "Organization.Read.All")
        .doesNotContain("ReadWrite");
  }

  @Test
  void addsWhatRestoringNeedsOnlyWhenAskedTo() throws IOException {
    job("all-directories", "all", "app-1", "");

    JsonNode asked = json("consent", "lindenau", "--restore", "--json");

    assertThat(asked.get("permissions").valueStream().map(JsonNode::asString))
        .containsExactly(
            "User.Read.All", "GroupMember.Read.All", "Organization.Read.All", "Contacts.ReadWrite");
    assertThat(json("consent", "lindenau", "--json").get("permissions")).hasSize(3);
    assertThat(
            json("consent", "lindenau", "--contacts", "--json")
                .get("permissions")
                .valueStream()
                .map(JsonNode::asString))
        .containsExactly(
            "User.Read.All", "GroupMember.Read.All", "Organization.Read.All", "Contacts.Read");
  }

  @Test
  void asksInTheCloudOfTheJob() throws IOException {
    job(
        "lindenau-directory",
        "lindenau",
        "app-1",
        ", graph-url: \"https://graph.microsoft.us/v1.0\", login-url:"
            + " \"https://login.microsoftonline.us\"");

    JsonNode asked =
        json("consent", "lindenau", "--redirect-uri", "https://panel.example/done", "--json");

    assertThat(asked.get("address").asString())
        .startsWith("https://login.microsoftonline.us/" + TENANT + "/adminconsent?")
        .endsWith("&redirect_uri=https%3A%2F%2Fpanel.example%2Fdone");
    assertThat(
            json("consent", "lindenau", "--client-id", "app-2", "--json").get("address").asString())
        .startsWith("https://login.microsoftonline.us/")
        .contains("client_id=app-2");
  }

  @Test
  void doesNotGuessTheApplication() throws IOException {
    Typed none = typed("consent", "lindenau");
    job("one", "lindenau", "app-1", "");
    job("two", "[lindenau]", "app-2", "");
    Files.writeString(folder.resolve("jobs/broken.yaml"), "family: nonsense\n");
    Typed two = typed("consent", "lindenau");

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no job says which application", "--client-id ID");
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("app-1", "app-2", "--client-id ID");
    assertThat(
            json("consent", "lindenau", "--client-id", "app-2", "--json")
                .get("clientId")
                .asString())
        .isEqualTo("app-2");
  }

  @Test
  void tellsHowAnOrganizationBecomesATenant() {
    typed("organizations", "add", "acme", "--domain", "acme.example");
    Typed refused = typed("consent", "acme");
    Typed unknown = typed("consent", "nobody");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "the organization acme is of the server type exchange",
            "organizations set acme --server-type microsoft365 --tenant ID");
    assertThat(unknown.code()).isEqualTo(6);

    typed("organizations", "set", "acme", "--server-type", "microsoft365");
    assertThat(typed("consent", "acme").err()).contains("has no tenant id");

    Typed set = typed("organizations", "set", "acme", "--tenant", "acme.example");
    assertThat(set.code()).as(set.err()).isZero();
    assertThat(typed("consent", "acme", "--client-id", "app-1").out())
        .contains("https://login.microsoftonline.com/acme.example/adminconsent?client_id=app-1");
  }

  private void job(String name, String organizations, String application, String more)
      throws IOException {
    Files.writeString(
        folder.resolve("jobs/" + name + ".yaml"), JOB.formatted(organizations, application, more));
  }

  private JsonNode json(String... arguments) {
    Typed typed = typed(arguments);
    assertThat(typed.code()).as(typed.err()).isZero();
    return JsonMapper.shared().readTree(typed.out());
  }

  private Typed typed(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.toString();
    return Typed.in(all);
  }
}
