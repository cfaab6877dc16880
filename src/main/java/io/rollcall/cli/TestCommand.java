package io.rollcall.cli;

import io.rollcall.cli.Views.CheckView;
import io.rollcall.cli.Views.TestView;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Organizations;
import io.rollcall.report.MailServerCheck;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(description = "Test Connection: tries what a run of the job needs, and writes nothing.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "test acme-backend")
final class TestCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "JOB", description = "The job's name: its file's name in jobs/.")
  String job = "";

  TestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall test " + job);
    try (Program program = session.open()) {
      JobDefinition definition = program.bean(JobDefinitions.class).get(job);
      List<CheckView> checks = new ArrayList<>();
      checks.add(DatabaseCheck.connection(program));
      checks.addAll(source(program, definition));
      checks.add(mail(program, definition));
      boolean passed = checks.stream().allMatch(CheckView::passed);
      if (json.json) {
        session.print(new TestView(job, passed, checks));
      } else {
        print(session, checks);
      }
      return (passed ? ExitCode.DONE : ExitCode.FAILED).code();
    }
  }

  static void print(Session session, List<CheckView> checks) {
    for (CheckView check : checks) {
      session.say(
          "%s  %s: %s"
              .formatted(check.passed() ? "ok    " : "FAILED", check.what(), check.detail()));
    }
  }

  private static List<CheckView> source(Program program, JobDefinition definition) {
    try {
      JobFamily family = program.family(definition.family());
      List<Organization> organizations =
          program.bean(Organizations.class).in(definition.definition().organizations(), family);
      return family.test(definition.definition(), organizations).stream()
          .map(check -> new CheckView(check.what(), check.passed(), check.detail()))
          .toList();
    } catch (RollcallException e) {
      return List.of(
          new CheckView(
              "organizations", false, e.getMessage() + ". " + Objects.toString(e.nextStep(), "")));
    }
  }

  private static CheckView mail(Program program, JobDefinition definition) {
    List<String> recipients = definition.definition().report().recipients();
    if (Objects.toString(program.property("spring.mail.host"), "").isBlank()) {
      return new CheckView(
          "mail",
          recipients.isEmpty(),
          recipients.isEmpty()
              ? "not needed: the job has no recipients"
              : "no mail server configured: set spring.mail.host in rollcall.yaml");
    }
    JavaMailSenderImpl sender = program.bean(JavaMailSenderImpl.class);
    String server = "%s:%d".formatted(sender.getHost(), sender.getPort());
    try {
      MailServerCheck.run(sender);
      return new CheckView("mail", true, server + " takes mail");
    } catch (MessagingException e) {
      return new CheckView("mail", false, server + ": " + e.getMessage());
    }
  }
}
