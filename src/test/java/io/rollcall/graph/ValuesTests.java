package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {
  private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|3000",
        "2.128|2128",
        "2.1281|2129",
        "0|0",
        "' 7 '|7000",
        "31,120|120000",
        "x, 5|5000",
        "1e2|100000",
        "99999999999999999999|604800000",
        "Mon, 02 Mar 2026 01:00:09 GMT|9000",
        "Mon, 02 Mar 2026 00:00:00 GMT|0"
      })
  void readsEveryFormOfRetryAfter(String value, long millis) {
    assertThat(RetryAfter.read(value, null, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-3", "NaN", "Mon, 2 Foo 2026"})
  void takesAnUnreadableRetryAfterForNone(String value) {
    assertThat(RetryAfter.read(value, null, NOW)).isEmpty();
    assertThat(RetryAfter.read(null, null, NOW)).isEmpty();
  }

  @Test
  void measuresADateByTheServersClock() {
    assertThat(
            RetryAfter.read("Mon, 02 Mar 2026 05:00:30 GMT", "Mon, 02 Mar 2026 05:00:00 GMT", NOW))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void takesTheAliasesFromProxyAddresses() {
    List<String> list =
        List.of(
            "smtp:ada@old.example",
            "SIP:ada@x.example",
            "SMTP: Ada@x.example",
            "X500:/o=x/cn=ada",
            "smtp:ADA@OLD.example",
            "smtp:ada@x.example",
            "SPO:SPO_1",
            "smtp:",
            "Smtp:a.b@x.example",
            "SMTP:second@x.example",
            "nothing");

    assertThat(ProxyAddresses.of(list))
        .isEqualTo(
            new ProxyAddresses(
                "Ada@x.example", List.of("ada@old.example", "a.b@x.example", "second@x.example")));
    assertThat(ProxyAddresses.of(List.of())).isEqualTo(new ProxyAddresses(null, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/users|2",
        "/users?$select=id|1",
        "/users?%24select=id&$top=5|1",
        "/users?$expand=manager|3",
        "/groups/1/members|3",
        "/groups/1/members?$select=id|2",
        "/groups/1/transitiveMembers|5",
        "/groups/delta|1",
        "/organization|1"
      })
  void knowsWhatARequestCosts(String url, int units) {
    assertThat(RequestCost.of(HttpUrl.get("https://graph.microsoft.com/v1.0" + url)).units())
        .isEqualTo(units);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://graph.microsoft.com/v1.0",
        "http://127.0.0.1.example.net/v1.0",
        "ftp://localhost/v1.0",
        "/v1.0",
        "https://graph.microsoft.com/v1.0?x=1",
        "https://user@graph.microsoft.com/v1.0"
      })
  void refusesAnAddressThatWouldShowTheToken(String address) {
    assertThatThrownBy(() -> GraphEndpoints.of(address, "https://login.microsoftonline.com"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sendsTheTokenOnlyToItsCloud() {
    GraphEndpoints cloud = GraphEndpoints.CHINA;

    assertThat(cloud.scope()).isEqualTo("https://microsoftgraph.chinacloudapi.cn/.default");
    assertThat(cloud.holds("https://microsoftgraph.chinacloudapi.cn/v1.0/users?x")).isTrue();
    assertThat(cloud.holds("https://graph.microsoft.com/v1.0/users")).isFalse();
    assertThat(cloud.holds("http://microsoftgraph.chinacloudapi.cn/v1.0/users")).isFalse();
    assertThat(cloud.holds("https://microsoftgraph.chinacloudapi.cn:444/v1.0")).isFalse();
    assertThat(cloud.holds("::")).isFalse();
    assertThat(GraphEndpoints.of("http://localhost:81/v1.0/", "http://[::1]:81").graph())
        .hasToString("http://localhost:81/v1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":[1,2", "{\"a\":1}}", "[1]", "{\"a\":1} {}", "nul"})
  void findsAnAnswerThatIsNotWhole(String body) {
    assertThat(WholeJson.is(body.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void letsControlCharactersInTextThrough() {
    assertThat(WholeJson.is("{\"a\":\"b\u0001\tc\"}".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":\"A\",\"message\":\"m\",\"innerError\":{\"request-id\":\"r\"}}}|A|m|r",
        "{\"error\":{\"code\":\"A\",\"innererror\":{\"request-id\":\"r\"}}}|A||r",
        "{\"error\":{\"code\":null,\"message\":\"two\\nlines\"}}||two|h",
        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS1:"
            + " no\"}|invalid_client|AADSTS1: no|h",
        "{\"error\":[]}|||h",
        "{}|||h",
        "<html>|||h",
        "''|||h"
      })
  void readsErrorsOfEveryShape(String body, String code, String message, String requestId) {
    GraphError error =
        GraphError.of(400, Headers.of("request-id", "h"), body.getBytes(StandardCharsets.UTF_8));

    assertThat(error).isEqualTo(new GraphError(400, code, message, requestId));
  }

  @ParameterizedTest
  @CsvSource({
    "410,,true",
    "410,whatever,true",
    "400,SyncStateNotFound,true",
    "400,RESYNCREQUIRED,true",
    "400,Directory_ExpiredPageToken,true",
    "404,itemNotFound,false",
    "503,,false"
  })
  void knowsALostPositionInEverySpelling(int status, String code, boolean lost) {
    assertThat(new GraphError(status, code, null, null).positionLost()).isEqualTo(lost);
  }

  @ParameterizedTest
  @CsvSource({
    "#microsoft.graph.user,USER",
    "#microsoft.graph.group,GROUP",
    "#microsoft.graph.orgContact,CONTACT",
    "#microsoft.graph.device,DEVICE",
    "#microsoft.graph.servicePrincipal,SERVICE_PRINCIPAL",
    "#microsoft.graph.agentIdentity,OTHER",
    "'',OTHER",
    ",OTHER"
  })
  void knowsKindsOfMembersAndLetsNewOnesPass(String odataType, GraphMember.Kind kind) {
    assertThat(GraphMember.Kind.of(odataType)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "Unified,true,false,MICROSOFT365",
    "Unified;DynamicMembership,true,true,MICROSOFT365",
    "DynamicMembership,false,true,SECURITY",
    "'',false,true,SECURITY",
    "'',true,true,MAIL_SECURITY",
    "'',true,false,DISTRIBUTION"
  })
  void knowsTheFourKindsOfGroups(
      String types, boolean mail, boolean security, GraphGroup.Kind kind) {
    EnumMap<GroupField, Object> values = new EnumMap<>(GroupField.class);
    values.put(GroupField.GROUP_TYPES, List.of(types.split(";")));
    values.put(GroupField.MAIL_ENABLED, mail);
    values.put(GroupField.SECURITY_ENABLED, security);

    assertThat(new GraphGroup("g", new Fields<>(values), List.of(), List.of()).kind())
        .isEqualTo(kind);
  }

  @Test
  void asksAnAdministratorForConsent() {
    ConsentLink link =
        ConsentLink.of(
            GraphEndpoints.GLOBAL,
            "lindenau.example",
            "app id",
            "https://panel.example/a?b=c",
            "x/1",
            Permission.toRead());

    assertThat(link.address())
        .isEqualTo(
            "https://login.microsoftonline.com/lindenau.example/adminconsent?client_id=app%20id"
                + "&state=x%2F1&redirect_uri=https%3A%2F%2Fpanel.example%2Fa%3Fb%3Dc");
    assertThat(link.permissions().stream().map(Permission::graphName))
        .containsExactly("User.Read.All", "GroupMember.Read.All", "Organization.Read.All");
    assertThat(ConsentLink.emptyPage(GraphEndpoints.CHINA))
        .isEqualTo("https://login.partner.microsoftonline.cn/common/oauth2/nativeclient");
  }

  @Test
  void asksForNothingThatWritesUnlessContactsAreRestored() {
    assertThat(Permission.toRead().stream().map(Permission::graphName))
        .noneMatch(name -> name.contains("Write"));
    assertThat(Permission.toRestore())
        .containsAll(Permission.toRead())
        .contains(Permission.CHANGE_CONTACTS)
        .hasSize(Permission.toRead().size() + 1);
    assertThat(
            Permission.missingFrom(
                List.of("User.Read.All", "GroupMember.Read.All", "Organization.Read.All")))
        .isEmpty();
  }

  @Test
  void readsNoPermissionsFromATokenThatIsNoJwt() {
    assertThat(new AccessToken("opaque", NOW, NOW).permissions()).isEqualTo(Optional.empty());
    assertThat(new AccessToken("a.%%%.c", NOW, NOW).permissions()).isEqualTo(Optional.empty());
    assertThat(new AccessToken("secret", NOW, NOW).toString()).doesNotContain("secret");
  }
}
