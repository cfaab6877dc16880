package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses in a domain that the panel gives to another organization. */
@ParameterizedClass
@EnumSource
class ForeignAddressJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;
  Tenant other;

  @BeforeEach
  void open() {
    tenant = database.tenant();
    other = database.tenant();
  }

  private Exported bob() {
    return tenant
        .mailbox("bob")
        .addresses("SMTP:" + tenant.address("bob"), "smtp:" + other.address("info"));
  }

  @Test
  void oneThatNobodyHoldsThereIsWrittenAndReportedByEachRun() {
    tenant.export(bob(), tenant.mailbox("jane"));
    for (int i = 0; i < 2; i++) {
      RunRecord run = tenant.run();
      assertThat(run.outcome()).as(run.summary()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
      assertThat(tenant.problems(run))
          .containsExactly(
              "WARNING %s: the address smtp:%s lies in a domain of another organization, %s"
                  .formatted(tenant.address("bob"), other.address("info"), other.key));
      assertThat(Workbook.of(run).sheet("Problems").toString())
          .contains("warning|" + tenant.address("bob"))
          .contains(other.address("info"))
          .contains("organization, " + other.key);
    }
    assertThat(tenant.holders(other.address("info"))).containsExactly("1 present bob");
    assertThat(tenant.recognised()).isEqualTo(1);
  }

  @Test
  void itsOwnAndNobodysDomainsAreNotReported() {
    tenant.export(
        tenant
            .mailbox("bob")
            .addresses(
                "SMTP:" + tenant.address("bob"),
                "smtp:bob@nobody-has-this.example",
                "X500:/o=" + other.domain));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.problems(run).toString()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.recognised()).isEqualTo(1);
  }

  @Test
  void oneThatTheOperatorKnowsOfIsANotice() {
    tenant.define("known-problems: {foreign-addresses: [\"INFO@*\"]}");
    tenant.export(bob());
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(run.summary()).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).endsWith(", 0 problems");
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("NOTICE " + tenant.address("bob"))
        .contains(other.address("info"))
        .endsWith("as known-problems.foreign-addresses has it");
  }
}
