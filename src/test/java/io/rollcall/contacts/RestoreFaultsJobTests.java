package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that loses its answers. On one database, as the waiting is real. */
class RestoreFaultsJobTests {

  @Test
  void answersThatGetLostAfterTheContactWasMadeMakeNoSecondOne() {
    try (BackedUpTenant tenant = new BackedUpTenant(JobDatabase.MYSQL.home())) {
      SandboxMailbox anna = tenant.mailbox("anna");
      for (int i = 0; i < 20; i++) { // nothing to know them by
        anna.add(anna.defaultFolder(), Map.of("personalNotes", "nobody"));
      }
      tenant.done();
      anna.wipe();
      tenant
          .graph
          .faults()
          .byChance(
              7,
              0.1,
              List.of(
                  Fault.GATEWAY_AFTERWARDS,
                  Fault.BUSY_AFTERWARDS,
                  Fault.RESET_AFTERWARDS,
                  Fault.THROTTLED_FRACTION));
      RestoredTenant restored = new RestoredTenant(tenant);
      Restore restore = restored.of("anna", 1, Placement.NEW_FOLDER, Conflict.SKIP);

      RunRecord run = restored.run(restore);
      while (run.outcome() == ExitCode.FAILED) {
        run = tenant.home.restart(run.run().id());
      }

      assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
      assertThat(tenant.graph.faults().struck()).isPositive();
      tenant.graph.faults().byChance(7, 0, List.of());
      tenant.done();
      assertThat(tenant.latest("anna").get(restore.newFolder() + "/Contacts")).hasSize(20);
      assertThat(tenant.latest("anna").get("Contacts")).isEmpty();
    }
  }
}
