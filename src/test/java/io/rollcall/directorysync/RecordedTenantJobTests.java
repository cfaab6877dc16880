package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.testing.RecordedGraph;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers in the forms that Graph's documentation and people's reports show, one after another. */
class RecordedTenantJobTests {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestHome home = JobDatabase.EMBEDDED.home();
  private final RecordedGraph graph = new RecordedGraph();
  private final String key = "recorded" + NUMBER.incrementAndGet();

  @BeforeEach
  void define() throws Exception {
    home.bean(Organizations.class)
        .add(
            key,
            new Organizations.Details(
                null, Organization.ServerType.MICROSOFT365, "tenant", List.of(key + ".example")),
            "tester");
    Files.writeString(home.file("secret-" + key), "secret");
    home.job(
        key,
        """
        family: directory-sync
        organization: %s
        source:
          type: microsoft-graph
          client-id: client
          secret: file:%s
          graph-url: %s/v1.0
          login-url: %s
        limits: {accounts: {remove: none}, aliases: {remove: none}, lists: {remove: none}, members: {remove: none}}
        """
            .formatted(key, home.file("secret-" + key), graph.address(), graph.address()));
  }

  @AfterEach
  void close() {
    graph.close();
  }

  private static String page(@Nullable String next, @Nullable String delta, String... entries) {
    StringBuilder page = new StringBuilder("{\"@odata.context\":\"GRAPH/v1.0/$metadata#users\",");
    if (next != null) {
      page.append("\"@odata.nextLink\":\"GRAPH").append(next).append("\",");
    }
    if (delta != null) {
      page.append("\"@odata.deltaLink\":\"GRAPH").append(delta).append("\",");
    }
    return page.append("\"value\":[").append(String.join(",", entries)).append("]}").toString();
  }

  private String user(String id, String name, String more) {
    return """
    {"id":"%s","userPrincipalName":"%s@DOMAIN","displayName":"%s","mail":"%s@DOMAIN",
     "accountEnabled":true,"proxyAddresses":["SMTP:%s@DOMAIN"]%s}
    """
        .formatted(id, name, name, name, name, more)
        .replace("DOMAIN", key + ".example");
  }

  private String group(String id, String name, String more) {
    return """
    {"id":"%s","displayName":"%s","mail":"%s@DOMAIN","mailEnabled":true,"securityEnabled":false,
     "groupTypes":[],"proxyAddresses":["SMTP:%s@DOMAIN"]%s}
    """
        .formatted(id, name, name, name, more)
        .replace("DOMAIN", key + ".example");
  }

  private RunRecord done() {
    RunRecord run = home.run(key);
    assertThat(run.outcome())
        .as(
            graph.asked()
                + run.summary()
                + " "
                + run.reason()
                + home.jdbc()
                    .queryForList(
                        "SELECT failure FROM runner_plan WHERE run_id = ?", run.run().id()))
        .isEqualTo(ExitCode.DONE);
    return run;
  }

  private List<String> users() {
    return panel("SELECT graph_id FROM panel_directory_user_current WHERE");
  }

  private List<String> members() {
    return panel(
        "SELECT CONCAT(member_id, ' ', member_kind) FROM panel_directory_member_current WHERE");
  }

  private List<String> panel(String sql) {
    return home.jdbc()
        .queryForList(
            sql
                + " organization_id = (SELECT id FROM panel_organization WHERE organization_key ="
                + " ?) ORDER BY 1",
            String.class,
            key);
  }

  private static final String USERS = "/v1.0/users/delta?$deltatoken=";
  private static final String GROUPS = "/v1.0/groups/delta?$deltatoken=";

  @Test
  void everyFormOfALinkIsFollowedAsItCame() {
    List<String> links =
        List.of(
            "/v1.0/users/delta?$skiptoken=pqwSUjGYvb3jQpbwVAwEL7yuI3dU1LecfkkfLPtnIj_dpA3cNJWc",
            "/v1.0/users/delta?%24skiptoken=a%2Bb%2fc%3D%3D",
            "/v1.0/users/delta()?$skiptoken=a+b/c==&$select=id",
            "/v1.0/users/microsoft.graph.delta()?$skiptoken=x!*(),;:@~.-_",
            "/v1.0/users/microsoft.graph.delta(token='latest')?token=it%27s",
            "/v1.0/tenants('3f0d')/users/delta?$deltatoken=&$skiptoken=1",
            "/beta/users/delta/?$skiptoken=%C3%A9%22" + "x".repeat(3000));
    graph.answer("users", page(links.get(0), null));
    for (int i = 0; i < links.size(); i++) {
      boolean last = i + 1 == links.size();
      graph.answer(
          links.get(i),
          page(
              last ? null : links.get(i + 1), last ? USERS + 1 : null, user("u" + i, "u" + i, "")));
    }
    graph.answer("groups", page(null, GROUPS + 1));

    done();

    assertThat(graph.asked().subList(1, 1 + links.size())).isEqualTo(links);
    assertThat(users()).containsExactly("u0", "u1", "u2", "u3", "u4", "u5", "u6");
    graph.answer(USERS + 1, page(null, USERS + 2));
    graph.answer(GROUPS + 1, page(null, GROUPS + 2));
    done();
    assertThat(graph.asked().subList(9, 11)).containsExactly(USERS + 1, GROUPS + 1);
    assertThat(graph.asked()).hasSize(11);
  }

  @Test
  void whatNobodyReadsMayHaveAnyForm() {
    graph.answer(
        "users",
        page(
            null,
            USERS + 1,
            user(
                "a",
                "ada",
                """
                ,"@odata.type":"#microsoft.graph.userOfTomorrow","@odata.id":7,"createdDateTime":"datetime-value",
                "birthday":"","ageGroup":"unknownFutureValue","onPremisesExtensionAttributes":7,
                "manager@delta":[{"id":"b"}],"businessPhones":null,"otherMails":null,"identities":{}
                """),
            user(
                "b",
                "ben",
                ",\"assignedLicenses\":null,\"jobTitle\":null,\"deletedDateTime\":null")));
    graph.answer(
        "groups",
        page(
            null,
            GROUPS + 1,
            group(
                "g",
                "all",
                """
                ,"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"a"},{"id":"b"},
                  {"@odata.type":"#microsoft.graph.agentOfTomorrow","id":"c"},
                  {"@odata.type":"#microsoft.graph.user","id":"d","@removed":{"reason":"deleted"}}],
                "members@odata.context":"x","createdDateTime":"datetime-value","expirationDateTime":"",
                "members":[{"createdDateTime":"never"}],"resourceProvisioningOptions":null
                """)));

    done();

    assertThat(users()).containsExactly("a", "b");
    assertThat(members()).containsExactly("a user", "b other", "c other");
  }

  @Test
  void piecesOfAnObjectAndRemovedOnesComeInAnyOrder() {
    graph.answer("users", page(USERS + "p1", null));
    graph.answer(
        USERS + "p1",
        page(
            USERS + "p2",
            null,
            "{\"id\":\"gone\",\"@removed\":{\"reason\":\"changed\"}}",
            "{\"@removed\":{\"reason\":\"deleted\"},\"id\":\"purged\"}",
            "{\"id\":\"a\",\"displayName\":\"Ada\"}",
            user("left", "left", ""),
            user("b", "ben", "")));
    graph.answer(
        USERS + "p2",
        page(
            null,
            USERS + 1,
            user("a", "ada", ""),
            user("b", "ben", ""),
            "{\"id\":\"a\",\"jobTitle\":\"Welder\"}",
            "{\"id\":\"left\",\"@removed\":{}}"));
    graph.answer(
        "groups",
        page(
            GROUPS + "p1",
            null,
            "{\"id\":\"g\",\"members@delta\":[{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"a\"}]}",
            group("h", "half", "")));
    graph.answer(
        GROUPS + "p1",
        page(
            null,
            GROUPS + 1,
            group("g", "all", ",\"members@delta\":[]"),
            "{\"id\":\"s\",\"displayName\":\"security\",\"mailEnabled\":false}",
            "{\"id\":\"g\",\"members@delta\":[{\"@odata.type\":\"#microsoft.graph.group\",\"id\":\"g\"}]}",
            "{\"id\":\"h\",\"@removed\":{\"reason\":\"changed\"}}"));

    done();

    assertThat(users()).containsExactly("a", "b");
    assertThat(panel("SELECT job_title FROM panel_directory_user_current WHERE graph_id = 'a' AND"))
        .containsExactly("Welder");
    assertThat(panel("SELECT graph_id FROM panel_directory_list_current WHERE"))
        .containsExactly("g");
    assertThat(members()).containsExactly("a user", "g group");
  }

  @Test
  void aNewcomerIsTakenAsTheChangesTellWhereNobodyKnowsMoreOfHim() {
    graph.answer("users", page(null, USERS + 1, user("a", "ada", "")));
    graph.answer("groups", page(null, GROUPS + 1, group("g", "all", "")));
    done();
    graph.answer(USERS + 1, page(null, USERS + 2, user("b", "ben", "")));
    graph.answer(
        GROUPS + 1, page(null, GROUPS + 2, "{\"id\":\"g\",\"members@delta\":[{\"id\":\"b\"}]}"));

    RunRecord run = done();

    assertThat(users()).containsExactly("a", "b");
    assertThat(members()).containsExactly("b other");
    assertThat(
            home.jdbc()
                .queryForList(
                    "SELECT message FROM runner_problem WHERE run_id = ? AND kind = 'NOTICE'",
                    String.class,
                    run.run().id()))
        .containsExactly(
            "1 object could not be read one by one; they are taken as the list of changes tells"
                + " them");
    assertThat(panel("SELECT graph_id FROM runner_directory_again WHERE")).isEmpty();
  }

  @Test
  void aFilterThatIsIgnoredBringsBackNobody() {
    graph.answer("users", page(null, USERS + 1, user("a", "ada", ""), user("b", "ben", "")));
    graph.answer("groups", page(null, GROUPS + 1));
    graph.ignoreFilters();
    done();
    graph.answer(
        USERS + 1,
        page(
            null,
            USERS + 2,
            "{\"id\":\"a\",\"@removed\":{\"reason\":\"changed\"}}",
            user("c", "carl", "")));
    graph.answer(GROUPS + 1, page(null, GROUPS + 2));

    done();

    assertThat(users()).containsExactly("b", "c");
  }

  @Test
  void whoLostAnAddressIsLookedUpWhenOnlyItsNewHolderIsTold() {
    graph.answer("users", page(null, USERS + 1, withSales("a", "ada"), user("b", "ben", "")));
    graph.answer("groups", page(null, GROUPS + 1));
    done();
    graph.answer(USERS + 1, page(null, USERS + 2, withSales("b", "ben")));
    graph.answer(GROUPS + 1, page(null, GROUPS + 2));
    graph.answer("users a", page(null, USERS + "x", user("a", "ada", "")));

    done();

    assertThat(holderOfSales()).containsExactly("b");
    graph.answer(USERS + 2, page(null, USERS + 3, user("a", "ada", "")));
    graph.answer(GROUPS + 2, page(null, GROUPS + 3));
    assertThat(done().summary()).contains("0 changes");
    assertThat(holderOfSales()).containsExactly("b");
  }

  @Test
  void aConflictWithAHolderOfWhomNothingIsKnownHealsWhenTheLossIsTold() {
    graph.answer("users", page(null, USERS + 1, withSales("a", "ada"), user("b", "ben", "")));
    graph.answer("groups", page(null, GROUPS + 1));
    done();
    graph.answer(USERS + 1, page(null, USERS + 2, withSales("b", "ben")));
    graph.answer(GROUPS + 1, page(null, GROUPS + 2));

    RunRecord conflict = home.run(key);

    assertThat(conflict.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(holderOfSales()).containsExactly("a");
    graph.answer(USERS + 2, page(null, USERS + 3, user("a", "ada", "")));
    graph.answer(GROUPS + 2, page(null, GROUPS + 3));
    graph.answer("users b", page(null, USERS + "x", withSales("b", "ben")));
    done();
    assertThat(holderOfSales()).containsExactly("b");
    assertThat(panel("SELECT graph_id FROM runner_directory_again WHERE")).isEmpty();
  }

  private String withSales(String id, String name) {
    return user(id, name, "").replace("\"]", "\",\"smtp:sales@%s.example\"]".formatted(key));
  }

  private List<String> holderOfSales() {
    return panel(
        "SELECT holder_id FROM panel_directory_address_current WHERE address LIKE 'sales@%' AND");
  }
}
