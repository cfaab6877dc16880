package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The report of a run: its mail, and what happens when it cannot be written. */
@ParameterizedClass
@EnumSource
class ReportJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
  }

  private void done(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run))
        .isEqualTo(ExitCode.DONE);
  }

  private TestHome own;

  private Tenant in(String... properties) {
    own = database.open(properties);
    tenant = new Tenant(own, "acme");
    return tenant;
  }

  @org.junit.jupiter.api.AfterEach
  void close() {
    if (own != null) {
      own.close();
    }
  }

  private static final String MAILED = "report: {recipients: [ops@acme.example]%s}";

  @Test
  void eachRunSendsOneMailWithItsWorkbook() throws Exception {
    var server =
        new com.icegreen.greenmail.util.GreenMail(
            com.icegreen.greenmail.util.ServerSetup.SMTP.dynamicPort());
    server.start();
    in("spring.mail.host=127.0.0.1", "spring.mail.port=" + server.getSmtp().getPort());
    tenant.define(MAILED.formatted(""));
    tenant.export(tenant.mailbox("jane"));
    done(tenant.run());
    assertThat(server.getReceivedMessages()).hasSize(1);
    var mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).startsWith("[Rollcall] acme: ").contains("run 1");
    assertThat(com.icegreen.greenmail.util.GreenMailUtil.getBody(mail)).contains("acme-run-1.xlsx");

    tenant.define(MAILED.formatted(", when: changes"));
    tenant.run();
    assertThat(server.getReceivedMessages()).hasSize(1);
    tenant.export(tenant.mailbox("jane").displayName("x"));
    tenant.run();
    assertThat(server.getReceivedMessages()).hasSize(2);

    server.stop();
    tenant.export(tenant.mailbox("jane").displayName("y"));
    RunRecord unsent = tenant.run();
    done(unsent);
    assertThat(waiting(unsent)).containsExactly("waiting");
    tenant.write("");
    RunRecord failed = tenant.run();
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(waiting(failed)).containsExactly("waiting");
  }

  private List<String> waiting(RunRecord run) {
    return own.jdbc()
        .queryForList(
            "SELECT state FROM runner_mail WHERE run_id = ?", String.class, run.run().id());
  }

  @Test
  void aReportThatCannotBeWrittenIsAProblemOfACompleteRun() throws Exception {
    Path file = JobDatabase.folder().resolve("reports");
    Files.writeString(file, "no folder");
    in("rollcall.reports=" + file);
    tenant.export(tenant.mailbox("jane"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(run.reason()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.objects()).isEqualTo(1);
    assertThat(tenant.problems(run)).singleElement().asString().startsWith("SKIPPED report: ");
    assertThat(tenant.advice(run)).contains("scripts/rollcall report 1");
    assertThat(run.reportFile()).isNull();
  }
}
