package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** More lists than one look at members takes, and a list with more members than one page. */
@ParameterizedClass
@EnumSource
class ManyListsJobTests {
  private static final int LISTS = 230;

  @Parameter JobDatabase database;
  SyncedTenant tenant;

  @BeforeEach
  void open() {
    tenant =
        new SyncedTenant(
            database.home(), SandboxSettings.hostile(5).with(Set.of()).paged(200, 100));
    tenant.define("limits: {members: {remove: none}}");
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void findsEveryMemberThatComesAndGoes() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      users.add(tenant.user("u" + i));
    }
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < LISTS; i++) {
      lists.add(tenant.list("l" + i, users.get(i % 25), users.get((i + 1) % 25)));
    }
    String all = tenant.list("all", users.toArray(String[]::new));
    tenant.done();

    assertThat(tenant.members(all)).hasSize(25);
    for (int i = 0; i < LISTS; i++) {
      assertThat(tenant.members(lists.get(i)))
          .containsExactlyElementsOf(
              new TreeSet<>(List.of(users.get(i % 25), users.get((i + 1) % 25))));
    }

    for (int i = 0; i < LISTS; i++) {
      tenant.directory.leave(lists.get(i), users.get(i % 25));
    }
    users.subList(0, 15).forEach(user -> tenant.directory.leave(all, user));
    tenant.done();

    assertThat(tenant.members(all)).containsExactlyElementsOf(new TreeSet<>(users.subList(15, 25)));
    for (int i = 0; i < LISTS; i++) {
      assertThat(tenant.members(lists.get(i))).containsExactly(users.get((i + 1) % 25));
    }
  }
}
