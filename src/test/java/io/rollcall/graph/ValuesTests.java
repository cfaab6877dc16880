package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.CloudError;
import java.util.EnumMap;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {

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
    assertThat(cloud.holds("https://MicrosoftGraph.ChinaCloudApi.cn:443/beta/x")).isTrue();
    assertThat(cloud.holds("::")).isFalse();
    GraphEndpoints here = GraphEndpoints.of("http://localhost:81/v1.0", "http://localhost:81");
    assertThat(here.holds("http://127.0.0.1:81/v1.0/users?x")).isTrue();
    assertThat(here.holds("http://127.0.0.2:81/v1.0/users?x")).isFalse();
    assertThat(here.holds("http://[::1]/v1.0/users?x")).isFalse();
    assertThat(GraphEndpoints.of("http://localhost:81/v1.0/", "http://[::1]:81").graph())
        .hasToString("http://localhost:81/v1.0");
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
    assertThat(FullReadNeeded.isSaidBy(new CloudError(status, code, null, null))).isEqualTo(lost);
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
            Permission.missing(
                Permission.toRead(),
                List.of("User.Read.All", "GroupMember.Read.All", "Organization.Read.All")))
        .isEmpty();
  }
}
