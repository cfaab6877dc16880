package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Problem;
import io.rollcall.operations.AuditLine;
import io.rollcall.operations.Retention;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunSteps.RunStep;
import io.rollcall.plan.GateReport.Headroom;
import io.rollcall.plan.Plan;
import io.rollcall.report.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON documents that commands print; docs/commands.md names every field. */
final class Views {
  private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

  private Views() {}

  record JobView(
      String name,
      @Nullable String family,
      @Nullable String organizations,
      @Nullable String schedule,
      @Nullable Long lastRun,
      @Nullable String lastOutcome,
      @Nullable Instant lastStartedAt,
      @Nullable Instant nextRunAt,
      List<ScheduleView> further,
      List<String> errors) {}

  record ScheduleView(String kind, String schedule, @Nullable Instant nextRunAt) {}

  record ServeView(String home, String health, String metrics, List<FiringView> next) {}

  record FiringView(String job, String kind, Instant at) {}

  record ValidationView(boolean valid, List<ErrorView> errors) {}

  record ErrorView(String file, int line, int column, String what, String allowed) {}

  record ConsentView(
      String organization,
      String tenant,
      String clientId,
      String address,
      List<String> permissions) {}

  record TestView(String job, boolean passed, List<CheckView> checks) {}

  record CheckView(String what, boolean passed, String detail) {}

  record RunView(
      long id,
      String job,
      String family,
      String kind,
      List<String> only,
      @Nullable Long planId,
      @Nullable String outcome,
      @Nullable Integer exitCode,
      boolean restartable,
      boolean stopRequested,
      String requestedBy,
      String owner,
      Instant startedAt,
      @Nullable Instant endedAt,
      List<String> organizations,
      @Nullable Long supersededBy,
      @Nullable String summary,
      @Nullable String reason,
      @Nullable String reportFile) {

    static RunView of(RunRecord record) {
      ExitCode outcome = record.outcome();
      return new RunView(
          record.run().id(),
          record.run().job(),
          record.family(),
          record.run().kind().name(),
          record.run().only(),
          record.run().planId(),
          outcome == null ? null : outcome.name(),
          outcome == null ? null : outcome.code(),
          record.restartable(),
          record.stopRequested(),
          record.run().requestedBy(),
          record.owner().toString(),
          record.run().startedAt(),
          record.endedAt(),
          record.organizations(),
          record.supersededBy(),
          record.summary(),
          record.reason(),
          record.reportFile());
    }
  }

  record PlanView(
      long id,
      long runId,
      String organization,
      String state,
      @Nullable String digest,
      @Nullable String sourceDigest,
      long recordsRead,
      boolean complete,
      List<CountView> changes,
      Map<String, Long> noted,
      List<HeadroomView> headroom,
      Instant createdAt,
      @Nullable Instant appliedAt,
      @Nullable String approvedBy,
      @Nullable Instant approvedUntil,
      @Nullable String failure,
      @Nullable Instant purgedAt) {

    static PlanView of(Plan plan) {
      Map<String, CountView> changes = new TreeMap<>();
      Map<String, Long> noted = new TreeMap<>();
      JsonMapper.shared()
          .readValue(plan.tally().toJson(), COUNTS)
          .forEach(
              (key, number) -> {
                int dot = key.indexOf('.');
                if (dot < 0) {
                  noted.put(key, number);
                } else {
                  String kind = key.substring(0, dot);
                  changes.merge(
                      kind, CountView.of(kind, key.substring(dot + 1), number), CountView::plus);
                }
              });
      return new PlanView(
          plan.id(),
          plan.runId(),
          plan.organizationKey(),
          plan.state().name(),
          plan.digest(),
          plan.sourceDigest(),
          plan.recordsRead(),
          plan.complete(),
          List.copyOf(changes.values()),
          noted,
          plan.gates() == null
              ? List.of()
              : plan.gates().headroom().stream().map(HeadroomView::of).toList(),
          plan.createdAt(),
          plan.appliedAt(),
          plan.approvedBy(),
          plan.approvedUntil(),
          plan.failure(),
          plan.purgedAt());
    }

    CountView total() {
      return changes.stream().reduce(new CountView("total", 0, 0, 0), CountView::plus);
    }
  }

  record CountView(String kind, long add, long update, long remove) {

    static CountView of(String kind, String operation, long number) {
      return switch (operation) {
        case "add" -> new CountView(kind, number, 0, 0);
        case "update" -> new CountView(kind, 0, number, 0);
        case "remove" -> new CountView(kind, 0, 0, number);
        default -> new CountView(kind, 0, 0, 0);
      };
    }

    CountView plus(CountView other) {
      return new CountView(kind, add + other.add, update + other.update, remove + other.remove);
    }

    long all() {
      return add + update + remove;
    }
  }

  record HeadroomView(
      String what,
      long found,
      @Nullable Long allowed,
      String limit,
      boolean exceeded,
      String text) {

    static HeadroomView of(Headroom room) {
      return new HeadroomView(
          room.what(), room.found(), room.allowed(), room.limit(), room.exceeded(), room.text());
    }
  }

  record ProblemView(
      String kind, @Nullable String organization, String item, String message, String advice) {

    static ProblemView of(Problem problem) {
      return new ProblemView(
          problem.kind().name().toLowerCase(Locale.ROOT),
          problem.organization(),
          problem.item(),
          problem.message(),
          problem.advice());
    }
  }

  record MailView(
      long id,
      String state,
      String subject,
      List<String> recipients,
      List<String> pending,
      int attempts,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant sentAt,
      Instant giveUpAt,
      @Nullable String lastError) {

    static MailView of(QueuedMail mail) {
      return new MailView(
          mail.id(),
          mail.state().name(),
          mail.subject(),
          mail.recipients(),
          mail.pending(),
          mail.attempts(),
          mail.nextAttemptAt(),
          mail.sentAt(),
          mail.giveUpAt(),
          mail.lastError());
    }
  }

  /**
   * @param stage {@code read}
   */
  record StepView(
      String stage,
      @Nullable String organization,
      String state,
      int executions,
      @Nullable Double seconds,
      long records,
      @Nullable Long recordsPerSecond,
      long rolledBack) {

    static StepView of(RunStep step) {
      Duration length = step.length();
      return new StepView(
          step.stage(),
          step.organization(),
          step.state(),
          step.executions(),
          length == null ? null : length.toMillis() / 1000.0,
          step.records(),
          step.perSecond(),
          step.rolledBack());
    }
  }

  record AuditView(Instant at, String who, String action, String target, @Nullable String reason) {

    static AuditView of(AuditLine line) {
      return new AuditView(line.at(), line.actor(), line.action(), line.target(), line.reason());
    }
  }

  /**
   * @param kept numbers of runs that are old enough and stay, by the reason
   */
  record PurgeView(
      boolean dryRun,
      Instant runsBefore,
      Instant plansBefore,
      List<Long> runs,
      List<Long> plans,
      long planLines,
      long auditLines,
      List<KeptView> kept) {

    static PurgeView of(Retention.Purge purge, boolean dryRun) {
      return new PurgeView(
          dryRun,
          purge.runsBefore(),
          purge.plansBefore(),
          purge.runs(),
          purge.plans(),
          purge.lines(),
          purge.auditLines(),
          purge.kept().entrySet().stream()
              .map(entry -> new KeptView(HistoryPurge.key(entry.getKey()), entry.getValue()))
              .toList());
    }
  }

  record KeptView(String reason, List<Long> runs) {}

  record RunDetails(
      RunView run,
      long retried,
      List<StepView> steps,
      List<PlanView> plans,
      long problemCount,
      long noticeCount,
      List<ProblemView> problems,
      List<MailView> mails,
      List<String> next) {

    /** With commands that name the home folder. */
    RunDetails repeatable(UnaryOperator<String> commands) {
      return new RunDetails(
          run,
          retried,
          steps,
          plans,
          problemCount,
          noticeCount,
          problems,
          mails,
          next.stream().map(commands).toList());
    }
  }

  record RunNumber(long run, String state) {}

  record Recovered(List<Long> runs) {}

  record ReportView(long run, String file, List<MailView> mails) {}

  record OrganizationView(
      String key, String name, String serverType, @Nullable String tenant, List<String> domains) {}

  record MigrationsView(int executed, List<MigrationView> migrations) {}

  record MigrationView(String version, String description, String state) {}

  record InitView(String home, List<String> written, List<String> kept, int migrations) {}

  record DemoView(String home, List<RunView> runs, List<String> reports, List<String> mails) {}
}
