package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupIntegrationTests {
  private static final Set<Trait> TRAITS = EnumSet.complementOf(EnumSet.of(Trait.FILTER_IGNORED));

  private final SandboxDirectory directory = DirectoryGenerator.directory(6, 45, 3, 0);
  private final Tenant tenant = new Tenant(SandboxSettings.hostile(6).with(TRAITS), directory);
  private final GraphDirectory graph = tenant.open();
  private final List<String> users = List.copyOf(directory.live(Kind.USER).keySet());
  private final List<String> groups = List.copyOf(directory.live(Kind.GROUP).keySet());

  @AfterEach
  void close() {
    graph.close();
    tenant.close();
  }

  @Test
  void readsTheOrganization() {
    assertThat(graph.organization())
        .isEqualTo(
            new GraphOrganization(
                "3f0d1c52-0000-4000-8000-00000000000a",
                "Lindenau Works",
                List.of(
                    new GraphOrganization.VerifiedDomain("lindenau.example", true, false, true),
                    new GraphOrganization.VerifiedDomain(
                        "lindenau.onmicrosoft.example", false, true, true))));
  }

  @Test
  void showsAFewUsers() {
    assertThat(graph.someUsers(3)).hasSize(3).allMatch(user -> users.contains(user.id()));
  }

  @Test
  void findsAUserByEachOfHisAddressesAndSendsTheHeaderWithEachPage() {
    directory.set(
        users.get(0), "proxyAddresses", List.of("SMTP:a.b@x.example", "smtp:o'neill@x.example"));
    for (String user : users) {
      directory.set(user, "mail", "all@x.example");
    }

    assertThat(graph.usersByAddress("O'Neill@x.example"))
        .extracting(GraphUser::id)
        .containsExactly(users.get(0));
    assertThat(graph.usersByAddress("nobody@x.example")).isEmpty();
    assertThat(graph.usersByAddress("all@x.example")).hasSize(45);
    assertThat(tenant.graph.received())
        .hasSize(9)
        .allMatch(r -> "eventual".equals(r.consistencyLevel()));
  }

  @Test
  void findsNobodyElseWhenTheFilterIsIgnored() {
    Set<Trait> ignoring = Set.of(Trait.FILTER_IGNORED);
    try (Tenant careless = new Tenant(SandboxSettings.hostile(6).with(ignoring), directory);
        GraphDirectory reader = careless.open()) {
      directory.set(users.get(4), "mail", "only@x.example");

      assertThat(reader.usersByAddress("only@x.example"))
          .extracting(GraphUser::id)
          .containsExactly(users.get(4));
    }
  }

  @Test
  void readsManyUsersTwentyAtATime() {
    List<String> wanted = new ArrayList<>(users);
    wanted.add("00000000-0000-4000-8000-000000000000");
    directory.delete(users.get(7));

    Map<String, GraphUser> found = graph.usersById(wanted);

    Set<String> expected = new HashSet<>(users);
    expected.remove(users.get(7));
    assertThat(found.keySet()).isEqualTo(expected);
    assertThat(found).allSatisfy((id, user) -> assertThat(user.id()).isEqualTo(id));
    assertThat(tenant.graph.received()).hasSize(3);
  }

  @Test
  void asksAgainOnlyForPartsOfABatchThatWereThrottled() {
    tenant.graph.faults().next(Fault.THROTTLED_FRACTION, users.get(3), 1);
    tenant.graph.faults().next(Fault.THROTTLED_WHOLE, users.get(4), 1);
    tenant.graph.faults().next(Fault.BUSY_EMPTY, users.get(5), 2);
    tenant.graph.faults().next(Fault.GATEWAY_HTML, users.get(6), 1);
    tenant.graph.faults().next(Fault.TOKEN_REFUSED, users.get(8), 1);

    assertThat(graph.usersById(users.subList(0, 20))).hasSize(20);
    assertThat(tenant.graph.received()).hasSize(3);
    assertThat(tenant.time.pauses()).hasSize(2);
    assertThat(tenant.time.pauses().get(0)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void repeatsABatchThatBreaksOff() {
    tenant.graph.faults().next(Fault.RESET_IN_BODY, "/$batch", 1);
    tenant.graph.faults().next(Fault.THROTTLED_WHOLE, "/$batch", 1);

    assertThat(graph.usersById(users.subList(0, 5))).hasSize(5);
  }

  @Test
  void endsWhenAPartOfABatchIsDenied() {
    tenant.graph.faults().next(Fault.DENIED, users.get(1), 1);

    assertThatThrownBy(() -> graph.usersById(users.subList(0, 5)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("needs the permission User.Read.All");
  }

  @Test
  void readsAllPagesOfAGroupsMembers() {
    users.forEach(user -> directory.join(groups.get(0), user));
    directory.join(groups.get(0), groups.get(1));

    List<GraphMember> members = graph.members(groups.get(0)).orElseThrow();

    assertThat(members)
        .hasSize(46)
        .contains(new GraphMember(groups.get(1), GraphMember.Kind.GROUP));
    assertThat(graph.members(groups.get(1))).contains(List.of());
  }

  @Test
  void tellsAGroupThatIsGoneFromAnAnswerThatIsNone() {
    directory.delete(groups.get(0));
    assertThat(graph.members(groups.get(0))).isEmpty();
    tenant.graph.faults().next(Fault.NOT_FOUND_EMPTY);
    assertThat(graph.members(groups.get(1))).isEmpty();
  }

  @Test
  void keepsOutIdsThatWouldLeaveTheirPlaceInAnAddress() {
    assertThat(graph.usersById(List.of("../groups/" + groups.get(0), "a?b=c&d#e"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DENIED", "NOT_IMPLEMENTED"})
  void saysWhatWasRefusedWithTheRequestId(Fault fault) {
    tenant.graph.faults().next(fault);

    assertThatThrownBy(() -> graph.groups().page(DeltaPosition.fresh()))
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> {
              assertThat(e)
                  .hasMessageStartingWith(
                      "organization lindenau: reading groups from Microsoft Graph was answered"
                          + " with ");
              assertThat(e.requestId()).contains("0b5a8c1e-0000-4000-8000-7d1f6d1c2a3b");
              assertThat(e.nextStep()).isNotBlank();
            });
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void namesThePermissionThatIsMissingAndTheCommand() {
    tenant.graph.faults().next(Fault.DENIED);

    assertThatThrownBy(() -> graph.groups().page(DeltaPosition.fresh()))
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> {
              assertThat(e)
                  .hasMessageContaining("403 Authorization_RequestDenied")
                  .hasMessageEndingWith(
                      "the application needs the permission GroupMember.Read.All");
              assertThat(e.nextStep()).startsWith("run `scripts/rollcall consent lindenau`");
              assertThat(e.code()).contains("Authorization_RequestDenied");
            });
  }
}
