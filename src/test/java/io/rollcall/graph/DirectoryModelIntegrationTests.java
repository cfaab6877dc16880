package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a directory, read by delta rounds with faults in between: after each round
 * what the reader has put together is what the directory holds. A failing seed can be tried again
 * alone with {@code -Drollcall.graph.seed=N}.
 */
class DirectoryModelIntegrationTests {
  private static final int HISTORIES = 12;
  private static final int STEPS = 250;

  private static final List<Fault> PASSING =
      List.of(
          Fault.THROTTLED_WHOLE,
          Fault.THROTTLED_FRACTION,
          Fault.THROTTLED_DATE,
          Fault.THROTTLED_SILENT,
          Fault.THROTTLED_LIST,
          Fault.THROTTLED_OUTLOOK,
          Fault.BUSY_EMPTY,
          Fault.BUSY_HTML,
          Fault.GATEWAY_EMPTY,
          Fault.GATEWAY_HTML,
          Fault.SERVER_ERROR,
          Fault.RESET_IN_BODY,
          Fault.CUT_BODY,
          Fault.HTML_INSTEAD);

  private static final List<Fault> LOSING = List.of(Fault.GONE, Fault.SYNC_STATE_NOT_FOUND);

  static LongStream seeds() {
    Long one = Long.getLong("rollcall.graph.seed");
    return one == null ? LongStream.rangeClosed(1, HISTORIES) : LongStream.of(one);
  }

  @ParameterizedTest(name = "history {0}")
  @MethodSource("seeds")
  void readsWhatTheDirectoryHolds(long seed) {
    try (History history = new History(seed)) {
      history.play();
    }
  }

  /** One history with its reader. */
  private static final class History implements AutoCloseable {
    private final Random random;
    private final DirectoryGenerator generator;
    private final SandboxDirectory directory;
    private final Tenant tenant;
    private final Mirror mirror = new Mirror();
    private GraphDirectory graph;
    private @Nullable String usersLink;
    private @Nullable String groupsLink;
    private int fullReads;

    History(long seed) {
      this.random = new Random(seed);
      this.generator = new DirectoryGenerator(seed + 1);
      this.directory = DirectoryGenerator.directory(seed, 25, 8, 40);
      this.tenant = new Tenant(SandboxSettings.hostile(seed).with(traits()), directory);
      this.graph = tenant.open();
    }

    private Set<Trait> traits() {
      Set<Trait> some = EnumSet.allOf(Trait.class);
      some.removeIf(trait -> random.nextInt(4) == 0);
      return some;
    }

    void play() {
      for (int step = 1; step <= STEPS; step++) {
        change();
        if (random.nextInt(12) == 0) {
          misfortune();
        }
        if (random.nextInt(10) == 0) {
          syncWhileItChanges();
        }
        if (random.nextInt(10) == 0 || step == STEPS) {
          sync(page -> {});
          assertThat(mirror.read()).as("after step %d", step).isEqualTo(Mirror.of(directory));
        }
      }
      assertThat(tenant.graph.faults().struck()).isGreaterThan(10);
      assertThat(fullReads).isGreaterThanOrEqualTo(2);
    }

    /** What changes behind a round's back is found by the next one. */
    private void syncWhileItChanges() {
      sync(
          page -> {
            if (random.nextInt(3) == 0) {
              change();
            }
          });
    }

    private void sync(Consumer<DeltaPage<?>> meanwhile) {
      tenant.graph.faults().byChance(random.nextLong(), 0.15, PASSING);
      usersLink =
          round(
              Kind.USER,
              usersLink,
              graph::users,
              page -> {
                mirror.users(page);
                meanwhile.accept(page);
              });
      groupsLink =
          round(
              Kind.GROUP,
              groupsLink,
              graph::groups,
              page -> {
                mirror.groups(page);
                meanwhile.accept(page);
              });
    }

    private <T> String round(
        Kind kind,
        @Nullable String link,
        java.util.function.Supplier<Delta<T>> delta,
        Consumer<DeltaPage<T>> taken) {
      DeltaPosition start = link == null ? DeltaPosition.fresh() : DeltaPosition.at(link);
      while (true) {
        if (start.link() == null) {
          fullReads++;
          mirror.clear(kind);
        }
        try {
          return delta.get().round(start, taken);
        } catch (FullReadNeeded e) {
          start = DeltaPosition.fresh();
        }
      }
    }

    private void misfortune() {
      switch (random.nextInt(4)) {
        case 0 -> tenant.graph.tokens().revoke();
        case 1 -> tenant.graph.faults().next(LOSING.get(random.nextInt(2)), "Token=", 1);
        case 2 -> tenant.graph.forgetLinks();
        default -> {
          graph.close();
          graph = tenant.open();
        }
      }
    }

    private void change() {
      List<String> users = List.copyOf(directory.live(Kind.USER).keySet());
      List<String> groups = List.copyOf(directory.live(Kind.GROUP).keySet());
      if (users.size() < 3 || groups.size() < 3) {
        directory.add(Kind.USER, generator.user());
        directory.add(Kind.GROUP, generator.group());
        return;
      }
      String user = pick(users);
      String group = pick(groups);
      switch (random.nextInt(14)) {
        case 0 -> directory.add(Kind.USER, generator.user());
        case 1 -> directory.add(Kind.GROUP, generator.group());
        case 2 -> rename(user);
        case 3 -> directory.set(user, pick(List.of("jobTitle", "mail", "department")), null);
        case 4 -> moveAlias(user, pick(users));
        case 5 -> directory.delete(random.nextBoolean() ? user : group);
        case 6 -> restore();
        case 7 -> directory.purge(random.nextBoolean() ? user : group);
        case 8, 9 -> directory.join(group, user);
        case 10 -> directory.join(group, pick(groups));
        case 11, 12 -> leave(group);
        default -> directory.set(group, "description", "Number " + random.nextInt(100));
      }
    }

    private void rename(String user) {
      Map<String, @Nullable Object> other = generator.user();
      directory.set(user, "userPrincipalName", other.get("userPrincipalName"));
      directory.set(user, "displayName", other.get("displayName"));
    }

    private void moveAlias(String from, String to) {
      List<?> addresses =
          directory.live(Kind.USER).get(from).get("proxyAddresses") instanceof List<?> list
              ? list
              : List.of();
      directory.set(from, "proxyAddresses", List.of());
      List<Object> all = new ArrayList<>(addresses);
      all.addAll(generator.addresses("moved" + random.nextInt(1000)));
      directory.set(to, "proxyAddresses", List.copyOf(all));
    }

    private void restore() {
      for (Kind kind : Kind.values()) {
        List<String> deleted = directory.deleted(kind);
        if (!deleted.isEmpty()) {
          directory.restore(pick(deleted));
        }
      }
    }

    private void leave(String group) {
      List<String> members = List.copyOf(directory.members(group));
      if (!members.isEmpty()) {
        directory.leave(group, pick(members));
      }
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }

    @Override
    public void close() {
      graph.close();
      tenant.close();
    }
  }
}
