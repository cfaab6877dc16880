package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.DirectoryHistory;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a tenant with a sync now and then: after each sync the panel equals the
 * directory. Between them there are faults, runs that fail and are restarted, previews whose plans
 * are applied late, single users, changed filters, full reconciliations. Even seeds are played on
 * MySQL, odd ones on the embedded database.
 *
 * <p>{@code -Drollcall.directory.seed=N} plays one history again, {@code
 * -Drollcall.directory.histories=N} that many, {@code -Drollcall.directory.steps=N} longer ones.
 */
class DirectoryModelJobTests {
  private static final int STEPS = Integer.getInteger("rollcall.directory.steps", 120);

  @TempDir static Path folder;
  private static TestHome mysql;
  private static TestHome embedded;

  static LongStream seeds() {
    Long one = Long.getLong("rollcall.directory.seed");
    return one == null
        ? LongStream.rangeClosed(1, Long.getLong("rollcall.directory.histories", 2))
        : LongStream.of(one);
  }

  @BeforeAll
  static void open() {
    mysql = new TestHome(ImpatientRollcall.class, folder.resolve("mysql"), TestDatabase.mysql());
    Path home = folder.resolve("embedded");
    embedded = new TestHome(ImpatientRollcall.class, home, TestDatabase.embedded(home));
  }

  @AfterAll
  static void close() {
    mysql.close();
    embedded.close();
  }

  @ParameterizedTest(name = "history {0}")
  @MethodSource("seeds")
  void thePanelEqualsTheDirectoryAfterEverySync(long seed) throws IOException {
    try (Play play = new Play(seed, seed % 2 == 0 ? mysql : embedded)) {
      play.all();
    }
  }

  /** One history with its tenant and its job. */
  private static final class Play implements AutoCloseable {
    private final TestHome home;
    private final String key;
    private final List<String> domains;
    private final DirectoryHistory history;
    private final Random random;
    private final SandboxSettings settings;
    private final SandboxGraph graph;
    private final long organization;
    private ExpectedPanel.Rules rules;
    private boolean clashed;
    private int syncs;
    private int unlike;

    Play(long seed, TestHome home) throws IOException {
      this.home = home;
      this.key = "t" + seed;
      this.domains = List.of(key + ".example", key + ".onmicrosoft.example");
      this.history = new DirectoryHistory(seed, new DirectoryGenerator(seed, domains), 25, 8, 40);
      this.random = history.random();
      this.settings = SandboxSettings.hostile(seed).with(history.traits());
      this.graph =
          SandboxGraph.start(
              settings, history.directory(), home.bean(ImpatientRollcall.RunningClock.class));
      this.organization =
          home.bean(Organizations.class)
              .add(
                  key,
                  new Details(
                      null, ServerType.MICROSOFT365, settings.tenantId(), domains.subList(0, 1)),
                  "tester")
              .id();
      Files.writeString(home.file(key + ".secret"), graph.tokens().secret());
      this.rules = otherRules();
      define();
    }

    private ExpectedPanel.Rules otherRules() {
      return new ExpectedPanel.Rules(
          random.nextInt(3) > 0 ? Set.of(domains.get(0)) : Set.of(),
          random.nextInt(3) == 0,
          random.nextInt(4) > 0,
          random.nextInt(4) == 0,
          random.nextInt(3) == 0 ? "ka" : "");
    }

    private void define() {
      home.job(
          key,
          """
          family: directory-sync
          organization: %s
          source:
            type: microsoft-graph
            client-id: %s
            secret: file:%s
            graph-url: %s
            login-url: %s
          filters: %s
          chunk-size: 10
          limits:
            accounts: {remove: none}
            aliases: {remove: none}
            lists: {remove: none}
            members: {remove: none}
          """
              .formatted(
                  key,
                  settings.clientId(),
                  home.file(key + ".secret"),
                  graph.graphUrl(),
                  graph.loginUrl(),
                  rules.yaml()));
    }

    void all() {
      for (int step = 1; step <= STEPS; step++) {
        history.change();
        if (random.nextInt(12) == 0) {
          misfortune();
        }
        if (random.nextInt(12) == 0) {
          between();
        }
        if (random.nextInt(8) == 0 || step == STEPS) {
          sync("after step " + step);
        }
      }
      assertThat(syncs).isGreaterThan(STEPS / 20);
      assertThat(unlike).as("syncs that changed nothing are no test").isGreaterThan(STEPS / 40);
      assertThat(graph.faults().struck()).isGreaterThan(10);
    }

    private void sync(String when) {
      ExpectedPanel expected = new ExpectedPanel(history.directory(), rules);
      clashed |= expected.hasClashes();
      RunRecord run = run(when);
      if (!run.summary().contains(" 0 changes")) {
        unlike++;
      }
      syncs++;
      expected.requireOf(home, organization, when + ", run " + run.run().id());
    }

    private RunRecord run(String when) {
      history.badDay(graph);
      if (random.nextInt(8) == 0) {
        graph.faults().next(Fault.DENIED, "delta", 1);
      }
      RunRecord run = home.run(key);
      if (run.outcome() == ExitCode.FAILED) {
        assertThat(run.reason()).as(when).contains("permission");
        run = home.restart(run.run().id());
      }
      List<ExitCode> well =
          clashed ? List.of(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS) : List.of(ExitCode.DONE);
      assertThat(run.outcome()).as("%s: %s", when, run.reason()).isIn(well);
      return run;
    }

    private void misfortune() {
      history.misfortune(
          graph,
          () ->
              home.jdbc()
                  .update(
                      "UPDATE runner_directory_position SET full_at = '2020-01-01 00:00:00' WHERE organization_id = ?",
                      organization));
    }

    /** What leaves the panel unequal for a while, and must not do so for longer. */
    private void between() {
      switch (random.nextInt(4)) {
        case 0 -> {
          RunRecord preview = home.preview(key);
          for (int i = random.nextInt(4); i > 0; i--) {
            history.change();
          }
          Plan plan = home.bean(Plans.class).ofRun(preview.run().id()).get(0);
          clashed = true; // a plan that is applied late may find the panel changed
          if (plan.state() == Plan.State.OPEN) {
            home.plan(key, plan.id());
          }
        }
        case 1 -> {
          List<String> users = List.copyOf(history.directory().live(Kind.USER).keySet());
          clashed = true; // as may one user without the others
          home.only(key, users.get(random.nextInt(users.size())));
        }
        case 2 -> {
          rules = otherRules();
          define();
        }
        default -> {
          graph.meanwhile(
              () -> {
                if (random.nextInt(4) == 0) {
                  history.change();
                }
              });
          clashed = true;
          try {
            run("while it changes");
          } finally {
            graph.meanwhile(() -> {});
          }
        }
      }
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
