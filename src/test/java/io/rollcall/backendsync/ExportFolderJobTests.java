package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.testing.TestHome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder of exports for all organizations, and what lies in it besides. */
@ParameterizedClass
@EnumSource
class ExportFolderJobTests {
  @Parameter JobDatabase database;
  TestHome home;
  Tenant acme;
  Tenant beta;

  @BeforeEach
  void open() {
    home = database.open();
    acme = new Tenant(home, "acme");
    beta = new Tenant(home, "beta");
    home.job(
        "all",
        """
        family: backend-sync
        organizations: all
        source: {type: exchange-export, path: exports}
        """);
    acme.export(acme.mailbox("jane"));
    beta.export(beta.mailbox("bob"));
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void put(String file, String text) {
    Tenant.write(home.file("exports/" + file), text);
  }

  @Test
  void anExportOfAnOrganizationThatThePanelDoesNotHaveIsReported() {
    put("gamma.jsonl", String.join("\n", Exported.file("gamma", List.of())) + "\n");
    put("notes.txt", "not looked at");
    for (int i = 0; i < 2; i++) {
      RunRecord run = home.run("all");
      assertThat(run.outcome()).as(run.summary()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
      assertThat(acme.problems(run))
          .containsExactly(
              "SKIPPED gamma.jsonl: it is an export of organization gamma, which the panel does not have");
      assertThat(acme.advice(run)).contains("scripts/rollcall organizations add gamma --domain");
    }
    assertThat(acme.objects() + beta.objects()).isEqualTo(2);
    assertThat(home.run("acme").outcome()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void nothingThatAFileSaysBecomesPartOfACommand() {
    put("odd.jsonl", String.join("\n", Exported.file("x; rm -rf $HOME", List.of())) + "\n");
    assertThat(acme.advice(home.run("all")))
        .doesNotContain("organizations add")
        .doesNotContain("rm");
  }

  @Test
  void aFileOfNoBytesIsCalledEmptyWhereItsOrganizationMissesIt() {
    put("beta.jsonl", "");
    RunRecord run = home.run("all");
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(beta.plan(run).failure())
        .contains("organization beta: the folder")
        .contains("has no export of it; it may be one that cannot be used: ")
        .contains("beta.jsonl is empty");
    assertThat(acme.problems(run))
        .singleElement()
        .asString()
        .startsWith("SKIPPED beta.jsonl: nobody reads it: ")
        .endsWith("beta.jsonl is empty");
    assertThat(acme.objects()).isEqualTo(1);
  }

  @Test
  void theTestOfAJobNamesThemToo() {
    put("gamma.jsonl", String.join("\n", Exported.file("gamma", List.of())) + "\n");
    var definition = home.bean(JobDefinitions.class).get("all").definition();
    var family = home.bean(BackendSyncFamily.class);
    var organizations = home.bean(Organizations.class).in(definition.organizations(), family);
    assertThat(family.test(definition, organizations))
        .filteredOn(check -> check.what().startsWith("left out: "))
        .singleElement()
        .satisfies(check -> assertThat(check.what()).endsWith("gamma.jsonl"))
        .extracting(JobFamily.Check::detail)
        .isEqualTo("it is an export of organization gamma, which the panel does not have");
  }
}
