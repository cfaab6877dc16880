package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.RunGuard;
import io.rollcall.plan.Sequences;
import io.rollcall.testing.TestHome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.batch.core.job.Job;

/** Runs that hold leases, without any work of theirs. */
final class LeaseGround {
  static final Organization ACME =
      new Organization(1, "acme", "Acme", Organization.ServerType.MICROSOFT365, "t");

  final TestHome home;
  final Runs runs;
  final Leases leases;

  LeaseGround(TestHome home) {
    this.home = home;
    this.runs = home.bean(Runs.class);
    this.leases = home.bean(Leases.class);
  }

  /** A family whose runs share an organization. */
  private static final JobFamily SHARING =
      new JobFamily() {
        @Override
        public String name() {
          return "contacts-backup";
        }

        @Override
        public Class<? extends FamilyDefinition> definitionType() {
          return FamilyDefinition.class;
        }

        @Override
        public boolean leasesOrganizations() {
          return false;
        }

        @Override
        public List<String> whatARunDoes() {
          return List.of();
        }

        @Override
        public Job job(RunContext context) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<Check> test(FamilyDefinition definition, List<Organization> organizations) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void report(
            Run run,
            ExitCode outcome,
            Instant endedAt,
            List<Organization> organizations,
            Path target) {
          throw new UnsupportedOperationException();
        }
      };

  /** What runs took last, by their numbers. */
  private final Map<Long, Map<String, Long>> tokens = new HashMap<>();

  /** A run that begins in a process. */
  Run begin(Owner owner) {
    Run run =
        new Run(
            home.bean(Sequences.class).next("run"),
            "acme-contacts",
            Run.Kind.FULL,
            List.of(),
            null,
            false,
            "tester",
            Instant.parse("2026-11-01T00:00:00Z"));
    runs.create(run, SHARING.name(), "digest", List.of("acme"), owner);
    take(run);
    return run;
  }

  void take(Run run) {
    Leases.Taken taken = leases.take(Leases.of(run, SHARING, List.of(ACME)), run.id());
    assertThat(taken.other()).isNull();
    tokens.put(run.id(), taken.tokens());
  }

  RunGuard guard(Run run) {
    return new RunLeases(leases, runs, SHARING, run, Objects.requireNonNull(tokens.get(run.id())));
  }

  static Owner dead() {
    return new Owner(Owner.self().host(), 999_999_999, Instant.EPOCH);
  }

  void end(Run run) {
    assertThat(runs.finishOwned(run.id(), Owner.self(), ExitCode.DONE, null, null, null)).isTrue();
    leases.release(run.id());
  }
}
