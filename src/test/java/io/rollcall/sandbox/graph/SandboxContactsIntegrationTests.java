package io.rollcall.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.SystemClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the stand-in does with mailboxes that a naive one would not, seen by a naive reader. */
class SandboxContactsIntegrationTests {
  private static final String PAGER = "String 0x3A21";

  private final SandboxDirectory directory = new SandboxDirectory(1);
  private final String user =
      directory.add(Kind.USER, Map.of("mail", "ada@lindenau.example", "userType", "Member"));
  private final SandboxGraph graph =
      SandboxGraph.start(
          SandboxSettings.hostile(1).with(Set.of()), directory, SystemClock.microseconds());
  private final SandboxMailbox mailbox = graph.mailboxes().of(user);
  private final String folder = mailbox.defaultFolder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token = token();

  @AfterEach
  void close() {
    graph.close();
  }

  private String token() {
    Map<String, String> form =
        Map.of(
            "client_id",
            SandboxSettings.hostile(1).clientId(),
            "client_secret",
            graph.tokens().secret(),
            "scope",
            "https://graph.microsoft.com/.default",
            "grant_type",
            "client_credentials");
    StringBuilder body = new StringBuilder();
    form.forEach((name, value) -> body.append(name).append('=').append(encoded(value)).append('&'));
    URI address =
        URI.create(
            graph.loginUrl() + "/" + SandboxSettings.hostile(1).tenantId() + "/oauth2/v2.0/token");
    return tree(send(
            HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body.toString())).build()))
        .get("access_token")
        .asString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode tree(HttpResponse<String> response) {
    return Reply.JSON.readTree(response.body());
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : graph.graphUrl() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  private JsonNode get(String path, String... headers) {
    HttpResponse<String> response = send("GET", path, "", headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return tree(response);
  }

  private String contacts() {
    return "/users/" + user + "/contacts";
  }

  @Test
  void doesNotListTheDefaultFolderAndKnowsItByItsWellKnownName() {
    String below = mailbox.addFolder(folder, "Below");
    mailbox.addFolder(below, "Deep");

    assertThat(get("/users/" + user + "/contactFolders").get("value")).isEmpty();
    assertThat(get("/users/" + user + "/contactFolders/contacts").get("id").asString())
        .isEqualTo(folder);
    assertThat(
            get("/users/" + user + "/contactFolders/contacts/childFolders")
                .get("value")
                .valueStream()
                .map(one -> one.get("displayName").asString()))
        .containsExactly("Below");
  }

  @Test
  void givesTenOnAPageUnlessAskedForMore() {
    for (int i = 0; i < 25; i++) {
      mailbox.add(folder, Map.of("givenName", "Ada " + i));
    }

    JsonNode first = get(contacts());
    assertThat(first.get("value")).hasSize(10);
    assertThat(get(first.get("@odata.nextLink").asString()).get("value")).hasSize(10);
    assertThat(get(contacts() + "?$top=999").get("value")).hasSize(25);
  }

  @Test
  void countsContactListsAndGivesNone() {
    mailbox.add(folder, Map.of("givenName", "Ada"));
    mailbox.contactLists(folder, 3);

    assertThat(send("GET", contacts() + "/$count", "").body()).isEqualTo("4");
    assertThat(get(contacts()).get("value")).hasSize(1);
  }

  @Test
  void givesAContactThatMovesAnotherIdUnlessImmutableOnesAreAskedFor() {
    String other = mailbox.addFolder(null, "Other");
    String immutable = mailbox.add(folder, Map.of("givenName", "Ada"));
    String before = get(contacts()).at("/value/0/id").asString();

    mailbox.move(immutable, other);

    String inOther = "/users/" + user + "/contactFolders/" + encoded(other) + "/contacts";
    String after = get(inOther).at("/value/0/id").asString();
    assertThat(after).isNotEqualTo(before).isNotEqualTo(immutable);
    assertThat(send("GET", contacts() + "/" + encoded(before), "").statusCode()).isEqualTo(404);
    assertThat(get(inOther, "Prefer", "IdType=\"ImmutableId\"").at("/value/0/id").asString())
        .isEqualTo(immutable);
  }

  @Test
  void givesExtendedPropertiesOnlyByTheirExactIds() {
    String id =
        mailbox.add(
            folder,
            Map.of(SandboxMailbox.EXTENDED, java.util.List.of(Map.of("id", PAGER, "value", "1"))));
    String one = contacts() + "/" + encoded(id);

    assertThat(get(one).has(SandboxMailbox.EXTENDED)).isFalse();
    assertThat(
            get(one
                    + "?$expand="
                    + encoded("singleValueExtendedProperties($filter=id eq 'String 0x3A22')"))
                .has(SandboxMailbox.EXTENDED))
        .isFalse();
    assertThat(
            get(one
                    + "?$expand="
                    + encoded(
                        "singleValueExtendedProperties($filter=id eq 'String 0x3A22' or id eq"
                            + " 'String 0x3A21')"))
                .at("/" + SandboxMailbox.EXTENDED + "/0/value")
                .asString())
        .isEqualTo("1");
  }

  @Test
  void makesUpNamesThatAreNotSaidAndKeepsWhatAChangeDoesNotSay() {
    JsonNode made =
        tree(
            send(
                "POST",
                contacts(),
                "{\"givenName\":\"Ada\",\"surname\":\"Lind\",\"title\":\"Dr\"}"));
    assertThat(made.get("displayName").asString()).isEqualTo("Ada Lind");
    assertThat(made.get("fileAs").asString()).isEqualTo("Lind, Ada");

    String one = contacts() + "/" + encoded(made.get("id").asString());
    send("PATCH", one, "{\"displayName\":\"The Countess\"}");
    JsonNode changed = tree(send("PATCH", one, "{\"surname\":\"King\"}"));

    assertThat(changed.get("displayName").asString()).isEqualTo("Ada King");
    assertThat(changed.get("title").asString()).isEqualTo("Dr");
    assertThat(changed.get("changeKey")).isNotEqualTo(made.get("changeKey"));
    assertThat(changed.get("@odata.etag").asString())
        .isEqualTo("W/\"" + changed.get("changeKey").asString() + "\"");
  }

  @Test
  void keepsABirthdayAsADayAndPassesOverWhatOnlyItMaySay() {
    JsonNode made =
        tree(
            send(
                "POST",
                contacts(),
                "{\"birthday\":\"1815-12-10T00:00:00+02:00\",\"id\":\"mine\",\"changeKey\":\"k\","
                    + "\"createdDateTime\":\"2001-01-01T00:00:00Z\",\"parentFolderId\":\"x\"}"));

    assertThat(made.get("birthday").asString()).isEqualTo("1815-12-09T11:59:00Z");
    assertThat(made.get("id").asString()).isNotEqualTo("mine");
    assertThat(made.get("createdDateTime").asString()).doesNotStartWith("2001");
    assertThat(made.get("parentFolderId").asString()).isEqualTo(folder);
  }

  @Test
  void refusesPropertiesThatNobodyKnowsAndBodiesThatAreNone() {
    assertThat(
            tree(send("POST", contacts(), "{\"weddingAnniversary\":1}"))
                .at("/error/message")
                .asString())
        .isEqualTo(
            "The property 'weddingAnniversary' does not exist on type 'microsoft.graph.contact'.");
    assertThat(send("POST", contacts(), "{").statusCode()).isEqualTo(400);
    assertThat(mailbox.contacts(folder)).isEmpty();
  }

  @Test
  void answersFourOfABatchInAMailboxAndRefusesTheOthersInside() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      requests
          .append(i == 0 ? "" : ",")
          .append("{\"id\":\"%d\",\"method\":\"GET\",\"url\":\"%s\"}".formatted(i, contacts()));
    }

    JsonNode answers =
        tree(send("POST", "/$batch", "{\"requests\":[" + requests + "]}")).get("responses");

    assertThat(answers.valueStream().map(one -> one.get("status").asInt()))
        .containsExactly(429, 429, 200, 200, 200, 200);
    assertThat(answers.at("/0/body/error/code").asString()).isEqualTo("ApplicationThrottled");
    assertThat(answers.at("/0/headers/Retry-After").asString()).isEqualTo("1");
  }

  @Test
  void doesNotDoWhatDependsOnAFailure() {
    String body =
        """
        {"requests":[
          {"id":"1","method":"GET","url":"%s/none"},
          {"id":"2","method":"POST","url":"%s","dependsOn":["1"],
           "headers":{"Content-Type":"application/json"},"body":{"givenName":"Ada"}},
          {"id":"3","method":"POST","url":"%s",
           "headers":{"Content-Type":"application/json"},"body":{"givenName":"Bo"}}]}
        """
            .formatted(contacts(), contacts(), contacts());

    JsonNode answers = tree(send("POST", "/$batch", body)).get("responses");

    assertThat(answers.valueStream().map(one -> one.get("status").asInt()))
        .containsExactly(201, 424, 404);
    assertThat(mailbox.contacts(folder).values())
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("givenName", "Bo"));
  }

  @Test
  void tellsInADeltaNoChangeOfWhatWasNotSelected() {
    String id = mailbox.add(folder, Map.of("givenName", "Ada"));
    String delta = "/users/" + user + "/contactFolders/" + encoded(folder) + "/contacts/delta";
    String names = get(delta + "?$select=givenName").get("@odata.deltaLink").asString();
    String keys = get(delta + "?$select=changeKey").get("@odata.deltaLink").asString();

    mailbox.photo(id, new byte[] {1});

    assertThat(get(names).get("value")).isEmpty();
    assertThat(get(keys).get("value")).hasSize(1);
  }
}
