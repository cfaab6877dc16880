package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses that move, go and change their rank within an organization. */
@ParameterizedClass
@EnumSource
class AddressJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
    tenant.define("limits: {mailboxes: {remove: none}, addresses: {remove: none}}");
  }

  private Exported holding(String name, String... aliases) {
    String[] all = new String[aliases.length + 1];
    all[0] = "SMTP:" + tenant.address(name);
    for (int i = 0; i < aliases.length; i++) {
      all[i + 1] = "smtp:" + tenant.address(aliases[i]);
    }
    return tenant.mailbox(name).addresses(all);
  }

  private void done(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void anAliasMovesBetweenTwoObjectsInOneRunWhateverTheirOrder() {
    tenant.export(holding("jane", "info"), holding("bob", "sales"));
    done(tenant.run());
    tenant.export(holding("jane", "sales"), holding("bob", "info"));
    RunRecord run = tenant.run();
    done(run);
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 present bob");
    assertThat(tenant.holders(tenant.address("sales")))
        .containsExactly("1 present bob", "2 present jane");
    assertThat(Workbook.of(run).sheet("Addresses"))
        .contains(
            "%s|applied|update|%s|mailbox|smtp:%s|%s|%s"
                .formatted(
                    tenant.key,
                    tenant.address("bob"),
                    tenant.address("info"),
                    tenant.address("jane"),
                    tenant.address("bob")));
    tenant.export(holding("bob", "sales"), holding("jane", "info"));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("info")))
        .hasSize(3)
        .last()
        .isEqualTo("3 present jane");
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void anAliasMovesOneWayWithTheGiverFirstOrLast() {
    tenant.export(holding("jane", "info"), holding("bob", "sales"));
    done(tenant.run());
    tenant.export(holding("jane"), holding("bob", "sales", "info"));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 present bob");
    tenant.export(holding("jane", "sales"), holding("bob", "info"));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("sales")))
        .containsExactly("1 present bob", "2 present jane");
    assertThat(tenant.workingRows()).isZero();
  }

  @Test
  void anAliasIsDroppedAndTakenUpAgain() {
    tenant.export(holding("jane", "info"), holding("bob"));
    done(tenant.run());
    tenant.export(holding("jane"), holding("bob"));
    RunRecord dropped = tenant.run();
    done(dropped);
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 gone jane");
    assertThat(Workbook.of(dropped).sheet("In panel, not on backend").toString())
        .contains("address|%s|smtp:%s".formatted(tenant.address("jane"), tenant.address("info")));
    assertThat(tenant.run().summary()).contains("0 changes");
    tenant.export(holding("jane"), holding("bob", "info"));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 gone jane", "3 present bob");
    // The former holder must not give up once more what another one has.
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void theOtherAddressBecomesPrimary() {
    tenant.export(holding("jane", "info"));
    done(tenant.run());
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses("smtp:" + tenant.address("jane"), "SMTP:" + tenant.address("info")));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("jane")))
        .containsExactly("1 present jane primary", "2 present jane");
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 present jane primary");
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_object_current WHERE organization_id = ?", tenant.id()))
        .isEqualTo(1);
  }

  @Test
  void aRenameKeepsTheObject() {
    tenant.export(
        tenant
            .mailbox("jane")
            .identity("userPrincipalName", tenant.address("jane"))
            .identity("distinguishedName", "CN=Jane,DC=x"));
    done(tenant.run());
    long object = tenant.object("jane");
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses("SMTP:" + tenant.address("jane.doe"), "smtp:" + tenant.address("jane"))
            .identity("userPrincipalName", tenant.address("jane.doe"))
            .identity("distinguishedName", "CN=Jane Doe,DC=x"));
    RunRecord run = tenant.run();
    done(run);
    assertThat(tenant.objects()).isEqualTo(1);
    assertThat(tenant.object("jane")).isEqualTo(object);
    assertThat(tenant.presence("jane")).containsExactly("1 present", "2 present");
    assertThat(tenant.holders(tenant.address("jane.doe")))
        .containsExactly("1 present jane primary");
    assertThat(Workbook.of(run).sheet("Mailboxes").toString())
        .contains("CN=Jane,DC=x|CN=Jane Doe,DC=x")
        .contains(tenant.address("jane") + "|" + tenant.address("jane.doe"));
  }

  @Test
  void theCaseOfAnAddressIsAChangeOfItsTextAlone() {
    tenant.export(holding("jane"));
    done(tenant.run());
    tenant.export(tenant.mailbox("jane").addresses("SMTP:" + tenant.address("jane").toUpperCase()));
    done(tenant.run());
    assertThat(tenant.holders(tenant.address("jane")))
        .containsExactly("1 present jane primary", "2 present jane primary");
  }

  @Test
  void ofTwoThatClaimOneAddressTheFirstHasIt() {
    tenant.export(holding("jane", "info"), holding("bob", "info"));
    RunRecord alias = tenant.run();
    assertThat(alias.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(alias))
        .containsExactly(
            "CONFLICT %s: the address smtp:%s is claimed by another object of the same source"
                .formatted(tenant.address("bob"), tenant.address("info")));
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.holders(tenant.address("info"))).containsExactly("1 present jane");
    assertThat(tenant.recognised()).isEqualTo(1);
  }

  @Test
  void anObjectWhosePrimaryAddressAnotherHasIsNotAdded() {
    tenant.export(
        tenant.mailbox("jane"),
        tenant.mailbox("twin").addresses("SMTP:" + tenant.address("jane")),
        tenant.list("staff").members(tenant.ref("jane"), tenant.ref("twin")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .contains(
            "CONFLICT %1$s: the address smtp:%1$s is claimed by another object of the same source"
                .formatted(tenant.address("jane")));
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.members("staff")).containsExactly("'twin' 1 present", "jane 1 present");
  }

  /** Known only after all objects were read: the one in the panel keeps its address. */
  @Test
  void nothingPointsToAnObjectThatWasNotAddedAfterAll() {
    tenant.export(holding("jane", "info"));
    done(tenant.run());
    tenant.export(
        holding("jane"),
        tenant
            .mailbox("twin")
            .addresses("SMTP:" + tenant.address("jane"), "smtp:" + tenant.address("info")),
        tenant.list("staff").members(tenant.ref("jane"), tenant.ref("twin")),
        tenant.mailbox("bob").trustees("send-as", tenant.ref("twin")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsOnlyOnce(
            "CONFLICT %1$s: the address smtp:%1$s is held in the panel by %1$s (object %2$d)"
                .formatted(tenant.address("jane"), tenant.object("jane")));
    assertThat(tenant.counts(run)).contains("\"conflicts\":1,");
    assertThat(tenant.members("staff")).containsExactly("'twin' 1 present", "jane 1 present");
    assertThat(tenant.grants("bob")).containsExactly("send-as 'twin' 1 present");
    assertThat(tenant.holders(tenant.address("info")))
        .containsExactly("1 present jane", "2 gone jane");
    assertThat(List.of(tenant.objects())).containsExactly(3L);
  }

  /** It is decided in the second pass, and in one chunk with what is decided after it. */
  @Test
  void anAdditionThatWaitedCountsOnce() {
    tenant.export(holding("jane", "info"));
    done(tenant.run());
    tenant.export(holding("jane"), holding("bob", "info"));

    RunRecord run = tenant.run();

    done(run);
    assertThat(tenant.holders(tenant.address("info"))).contains("2 present bob");
    assertThat(tenant.counts(run)).contains("\"mailboxes.add\":1");
  }
}
