package io.rollcall.cli;

import io.rollcall.cli.Views.CountView;
import io.rollcall.cli.Views.HeadroomView;
import io.rollcall.cli.Views.MailView;
import io.rollcall.cli.Views.PlanView;
import io.rollcall.cli.Views.ProblemView;
import io.rollcall.cli.Views.RunDetails;
import io.rollcall.cli.Views.RunView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as lines of text. */
final class RunText {

  private RunText() {}

  static List<String> of(RunDetails details) {
    List<String> lines = new ArrayList<>(head(details.run(), details.retried()));
    lines.addAll(StepText.of(details.steps()));
    for (PlanView plan : details.plans()) {
      lines.add("");
      lines.addAll(plan(plan));
    }
    lines.addAll(problems(details));
    lines.addAll(mails(details.run().id(), details.mails()));
    if (!details.next().isEmpty()) {
      lines.add("");
      lines.add("next:");
      details.next().forEach(command -> lines.add("  " + command));
    }
    return lines;
  }

  private static List<String> head(RunView run, long retried) {
    List<String> lines = new ArrayList<>();
    lines.add("run %d of %s: %s".formatted(run.id(), run.job(), outcome(run)));
    Table table = new Table("", "");
    table.row("kind", kind(run));
    table.row("organizations", String.join(", ", run.organizations()));
    table.row("requested by", run.requestedBy());
    table.row("started", Times.local(run.startedAt()));
    table.row("ended", Times.local(run.endedAt()));
    if (run.outcome() == null) {
      table.row("runs in", run.owner());
    }
    if (run.summary() != null) {
      table.row("summary", run.summary());
    }
    if (retried > 0) {
      table.row("retried", Plural.of(retried, "time") + " a part was done again");
    }
    if (run.reason() != null) {
      List<String> reasons = run.reason().lines().toList();
      for (int i = 0; i < reasons.size(); i++) {
        table.row(i == 0 ? "reason" : "", reasons.get(i));
      }
    }
    if (run.supersededBy() != null) {
      table.row(
          "superseded by",
          run.supersededBy() == run.id() ? "nothing: abandoned" : "run " + run.supersededBy());
    }
    if (run.reportFile() != null) {
      table.row("report", run.reportFile());
    }
    table.lines().stream().skip(1).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static String kind(RunView run) {
    return switch (run.kind()) {
      case "FULL" -> "full";
      case "ONLY" -> "only " + String.join(", ", run.only());
      case "TEST" ->
          run.only().isEmpty()
              ? "test (nothing is applied)"
              : "test of " + String.join(", ", run.only()) + " (nothing is applied)";
      case "PLAN" -> "stored plan " + run.planId();
      case "RESTORE" ->
          run.only().isEmpty() ? "restore" : "restore of " + String.join(", ", run.only());
      case "VERIFY" -> "verify (nothing is written but the report)";
      case "PRUNE" -> "prune";
      default -> run.kind();
    };
  }

  static String outcome(RunView run) {
    return run.outcome() == null
        ? run.stopRequested() ? "stopping" : "running"
        : words(ExitCode.valueOf(run.outcome()));
  }

  /** The run in one line: its counts, or why it has none. */
  static @Nullable String summary(RunView run) {
    String reason = run.reason();
    return reason != null ? reason.lines().findFirst().orElse("") : run.summary();
  }

  /** The outcome in a table's cell: {@code done with problems}. */
  static String words(ExitCode outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static List<String> plan(PlanView plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: plan %d %s, %s read%s"
            .formatted(
                plan.organization(),
                plan.id(),
                state(plan),
                Plural.of(plan.recordsRead(), "record"),
                plan.digest() == null ? "" : ", digest " + plan.digest()));
    if (plan.failure() != null) {
      lines.add("  failed: " + plan.failure());
    }
    if (plan.purgedAt() != null) {
      lines.add("  its lines were deleted for their age at " + Times.local(plan.purgedAt()));
    }
    if (!plan.changes().isEmpty()) {
      Table table = new Table("kind", "add", "update", "remove");
      for (CountView count : plan.changes()) {
        table.row(count.kind(), count.add(), count.update(), count.remove());
      }
      CountView total = plan.total();
      table.row("total", total.add(), total.update(), total.remove());
      table.lines().forEach(line -> lines.add("  " + line));
    } else if (plan.digest() != null) {
      lines.add("  no changes");
    }
    if (!plan.noted().isEmpty()) {
      lines.add(
          "  "
              + plan.noted().entrySet().stream()
                  .map(noted -> "%s %,d".formatted(noted.getKey(), noted.getValue()))
                  .collect(Collectors.joining(", ")));
    }
    lines.addAll(gates(plan.headroom()));
    if (plan.approvedBy() != null) {
      lines.add(
          "  approved by %s until %s"
              .formatted(plan.approvedBy(), Times.local(plan.approvedUntil())));
    }
    return lines;
  }

  private static String state(PlanView plan) {
    return plan.state().equals("MAKING") && plan.failure() != null
        ? "not completed"
        : plan.state().toLowerCase(Locale.ROOT);
  }

  /** A line for each gate that is closed, and one for those that are open. */
  private static List<String> gates(List<HeadroomView> headroom) {
    List<String> lines = new ArrayList<>();
    headroom.stream()
        .filter(HeadroomView::exceeded)
        .forEach(room -> lines.add("  REFUSED: " + room.text()));
    List<HeadroomView> open = headroom.stream().filter(room -> !room.exceeded()).toList();
    List<String> told =
        new ArrayList<>(
            open.stream().filter(room -> room.found() > 0).map(HeadroomView::text).toList());
    int untouched = open.size() - told.size();
    if (untouched > 0) {
      told.add(Plural.of(untouched, "limit") + " without any change");
    }
    if (!told.isEmpty()) {
      lines.add("  passed: " + String.join("; ", told));
    }
    return lines;
  }

  private static List<String> problems(RunDetails details) {
    List<String> lines = new ArrayList<>();
    long all = details.problemCount() + details.noticeCount();
    if (all == 0) {
      return lines;
    }
    lines.add("");
    lines.add(
        "%s, %s:"
            .formatted(
                Plural.of(details.problemCount(), "problem"),
                Plural.of(details.noticeCount(), "notice")));
    for (ProblemView problem : details.problems()) {
      String where = problem.organization() == null ? "" : problem.organization() + ", ";
      lines.add(
          "  %s: %s%s: %s".formatted(problem.kind(), where, problem.item(), problem.message()));
      if (!problem.advice().isBlank()) {
        lines.add("    " + problem.advice());
      }
    }
    long more = all - details.problems().size();
    if (more > 0) {
      lines.add(
          "  and %,d more; %s lists all"
              .formatted(
                  more,
                  details.run().reportFile() != null
                      ? "the report"
                      : "scripts/rollcall report %d writes a workbook that"
                          .formatted(details.run().id())));
    }
    return lines;
  }

  static List<String> mails(long run, List<MailView> mails) {
    List<String> lines = new ArrayList<>();
    for (MailView mail : mails) {
      lines.add("");
      lines.add(
          "mail to %s: %s"
              .formatted(
                  String.join(", ", mail.recipients()), mail.state().toLowerCase(Locale.ROOT)));
      if (mail.sentAt() != null) {
        lines.add("  sent " + Times.local(mail.sentAt()));
      }
      if (mail.lastError() != null) {
        lines.add("  " + Objects.toString(mail.lastError()));
      }
      if (mail.state().equals("WAITING") && mail.attempts() > 0) {
        lines.add(
            "  tried %s; next from %s on, given up at %s"
                .formatted(
                    Plural.of(mail.attempts(), "time"),
                    Times.local(mail.nextAttemptAt()),
                    Times.local(mail.giveUpAt())));
      }
      if (mail.state().equals("UNDELIVERED")) {
        lines.add(
            "  given up after %s in 24 hours: mend the mail server or the addresses, then"
                    .formatted(Plural.of(mail.attempts(), "attempt"))
                + " scripts/rollcall report %d --send".formatted(run));
      }
    }
    return lines;
  }
}
