package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.testing.SambaLab;
import io.rollcall.testing.TestDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole runs against a domain controller. It runs where Samba can be installed; scripts/check says
 * where it does not.
 */
@Tag("samba")
class SambaIntegrationTests {
  private static final int MEMBERS = 3000;
  private static final List<String> TABLES =
      List.of("panel_settings", "panel_identity", "panel_address", "panel_member", "panel_grant");
  private static final int SETTINGS = 0;

  private final Tenant tenant = JobDatabase.EMBEDDED.tenant();

  /** The lab may be one that stayed up, with the entries of earlier runs. */
  private final String tag = Long.toString(System.currentTimeMillis(), 36);

  private String unit;

  private Map<String, Object> recipient(String name, long type) {
    Map<String, Object> values = new HashMap<>();
    values.put("displayName", name);
    values.put("mailNickname", name);
    values.put("mail", tenant.address(name));
    values.put("proxyAddresses", List.of("SMTP:" + tenant.address(name)));
    values.put("msExchRecipientTypeDetails", type);
    return values;
  }

  private String dn(String name) {
    return "CN=" + name + "," + unit;
  }

  private void mailbox(SambaLab samba, String name, long type) {
    Map<String, Object> values = recipient(name, type);
    values.put("sAMAccountName", tag + name);
    values.put("mDBUseDefaults", "FALSE");
    values.put("mDBOverQuotaLimit", 2097152);
    values.put("msExchMailboxGuid", TestDirectory.octets(tenant.guid(name)));
    if (type == 2) {
      values.put("msExchMasterAccountSid", "S-1-5-21-1-2-3-4");
    }
    samba.add(dn(name), "user", values);
  }

  private void list(SambaLab samba, String name, long type, List<String> members) {
    Map<String, Object> values = recipient(name, type);
    values.put("sAMAccountName", tag + name);
    values.put("groupType", type == 1024 ? -2147483640 : 8);
    values.put("member", members);
    samba.add(dn(name), "group", values);
  }

  private RunRecord read(SambaLab samba) {
    Tenant.write(tenant.home.file("samba.password"), samba.password());
    tenant.home.job(
        tenant.key,
        """
        family: backend-sync
        organization: %s
        source:
          type: active-directory
          controllers: ["localhost:1", "localhost:636"]
          trust: %s
          user: "%s"
          password: file:%s
          units: ["%s"]
          page-size: 500
        """
            .formatted(
                tenant.key, samba.trust(), samba.user(), tenant.home.file("samba.password"), unit));
    return tenant.run();
  }

  /** How many rows each of the panel's tables has. */
  private List<Long> rows() {
    List<Long> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.add(
          tenant.home.count(
              "SELECT COUNT(*) FROM %s t JOIN panel_object o ON o.id = t.object_id WHERE o.organization_id = ?"
                  .formatted(table),
              tenant.id()));
    }
    return rows;
  }

  private List<String> held(String sql) {
    return tenant.home.jdbc().queryForList(sql, String.class, tenant.id());
  }

  /** The controller gives the DACL alone; who is none of the objects is named as Exchange would. */
  @Test
  void sendAsIsReadFromTheDescriptorOfTheDomainController() {
    try (SambaLab samba = new SambaLab()) {
      unit = samba.unit(tag);
      mailbox(samba, "ada", 1);
      mailbox(samba, "shared", 4);
      samba.sendAs(
          dn("shared"),
          samba.octets(dn("ada"), "objectSid"),
          samba.octets("CN=Administrator,CN=Users," + samba.base(), "objectSid"));

      RunRecord first = read(samba);

      assertThat(tenant.problems(first)).hasSize(1).first().asString().contains("Administrator");
      assertThat(
              held(
                  """
                  SELECT CONCAT(g.permission, ' ', COALESCE((SELECT i.distinguished_name FROM panel_identity i WHERE i.object_id = g.target_id), g.target_raw))
                  FROM panel_grant g JOIN panel_object o ON o.id = g.object_id WHERE o.organization_id = ? ORDER BY 1
                  """))
          .containsExactlyInAnyOrder("send-as " + dn("ada"), "send-as LAB\\Administrator");
      List<Long> rows = rows();
      assertThat(read(samba).summary()).contains("0 changes");
      assertThat(rows()).isEqualTo(rows);
    }
  }

  @Test
  void thePanelHoldsExactlyWhatTheDirectoryHolds() {
    try (SambaLab samba = new SambaLab()) {
      unit = samba.unit(tag);
      Map.of("ada", 1L, "linked", 2L, "shared", 4L, "room", 16L, "van", 32L)
          .forEach((name, type) -> mailbox(samba, name, type));
      mailbox(samba, "arbitration", 8388608);
      mailbox(samba, "discovery", 536870912);
      mailbox(samba, "monitoring", 549755813888L);
      samba.add(dn("plain"), "user", Map.of("sAMAccountName", tag + "plain"));
      List<String> contacts = IntStream.range(0, MEMBERS).mapToObj(i -> "c" + i).toList();
      contacts.forEach(
          name -> {
            Map<String, Object> values = recipient(name, 64);
            values.put("targetAddress", "SMTP:" + name + "@client.example");
            samba.add(dn(name), "contact", values);
          });
      List<String> everybody = new ArrayList<>(contacts.stream().map(this::dn).toList());
      everybody.add(dn("plain"));
      list(samba, "all", 256, everybody);
      list(samba, "secure", 1024, List.of(dn("ada"), dn("all")));
      list(samba, "rooms", 268435456, List.of(dn("room")));
      Map<String, Object> dynamic = recipient("dynamic", 2048);
      dynamic.put("msExchDynamicDLFilter", "(mailNickname=*)");
      dynamic.put("msExchDynamicDLBaseDN", unit);
      samba.add(dn("dynamic"), "msExchDynamicDistributionList", dynamic);

      RunRecord first = read(samba);

      assertThat(first.outcome())
          .as(first.summary() + tenant.plan(first).failure() + tenant.problems(first))
          .isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
      assertThat(tenant.problems(first)).hasSize(1).first().asString().contains("CN=plain");
      assertThat(
              held(
                  """
                  SELECT CONCAT(i.type, ' ', COUNT(*)) FROM panel_identity i JOIN panel_object o ON o.id = i.object_id
                  WHERE o.organization_id = ? GROUP BY i.type ORDER BY i.type
                  """))
          .containsExactly(
              "contact 3000",
              "dynamic 1",
              "equipment 1",
              "linked 1",
              "room 1",
              "room-list 1",
              "security 1",
              "shared 1",
              "simple 1",
              "user 1");
      assertThat(
              held(
                  """
                  SELECT CONCAT(l.display, ' ', COUNT(*)) FROM (
                    SELECT m.object_id, (SELECT i.distinguished_name FROM panel_identity i WHERE i.object_id = m.object_id) AS display
                    FROM panel_member m JOIN panel_object o ON o.id = m.object_id WHERE o.organization_id = ?) l
                  GROUP BY l.display ORDER BY 1
                  """))
          .containsExactly(dn("all") + " 3001", dn("rooms") + " 1", dn("secure") + " 2");
      List<Long> rows = rows();

      assertThat(read(samba).summary()).contains("0 changes").contains("3,009 unchanged");
      assertThat(rows()).isEqualTo(rows);

      samba.set(dn("ada"), "mDBOverQuotaLimit", "4194304");
      assertThat(read(samba).outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
      rows.set(SETTINGS, rows.get(SETTINGS) + 1);
      assertThat(rows()).isEqualTo(rows);
      assertThat(
              held(
                  """
                  SELECT CONCAT(i.distinguished_name, ' ', s.section, ' ', s.content) FROM panel_settings s
                  JOIN panel_object o ON o.id = s.object_id JOIN panel_identity i ON i.object_id = o.id
                  WHERE o.organization_id = ? AND s.version > 1
                  """))
          .singleElement()
          .asString()
          .startsWith(dn("ada") + " advanced.quota ")
          .contains("\"prohibitSendQuota\":4294967296");
    }
  }
}
