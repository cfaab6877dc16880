package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What people read of a sync: the workbook, and the queries of the page on the schema. */
class ReportJobTests {
  private static final Pattern QUERY =
      Pattern.compile("(?s)### All members of a list.*?```sql\n(.*?)```");

  private SyncedTenant tenant() {
    return new SyncedTenant(JobDatabase.MYSQL.home(), SandboxSettings.hostile(18));
  }

  private static List<String> sheet(SyncedTenant tenant, RunRecord run, String name)
      throws IOException {
    DataFormatter format = new DataFormatter(java.util.Locale.ROOT);
    List<String> rows = new ArrayList<>();
    try (var in = Files.newInputStream(Path.of(run.reportFile()));
        var book = new XSSFWorkbook(in)) {
      for (Row row : book.getSheet(name)) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.getLastCellNum(); column++) {
          cells.add(format.formatCellValue(row.getCell(column)));
        }
        rows.add(
            String.join("|", cells).replace("@" + tenant.domain, "").replace(tenant.key, "KEY"));
      }
    }
    return rows;
  }

  @Test
  void eachChangeHasItsRowWithBeforeAndAfter() throws IOException {
    try (SyncedTenant tenant = tenant()) {
      tenant.define(
          "limits: {accounts: {remove: none}, members: {remove: none}, aliases: {remove: none}}");
      String ada = tenant.user("ada", "lovelace");
      String ben = tenant.user("ben");
      String cleo = tenant.user("cleo");
      String list = tenant.list("all", ada, ben);
      RunRecord first = tenant.done();
      assertThat(sheet(tenant, first, "Users"))
          .containsExactlyInAnyOrder(
              "Organization|Operation|User|Field|Before|After",
              "KEY|added|ada|||ada, lovelace",
              "KEY|added|ben|||ben",
              "KEY|added|cleo|||cleo");
      assertThat(sheet(tenant, first, "Members"))
          .containsExactly(
              "Organization|Operation|List|Member|Before|After",
              "KEY|added|all|2 members||new list");

      tenant.directory.set(ada, "jobTitle", "Clerk");
      tenant.directory.set(ada, "proxyAddresses", tenant.addresses("ada", "countess"));
      tenant.directory.delete(cleo);
      tenant.directory.leave(list, ben);
      tenant.directory.join(list, cleo);
      RunRecord second = tenant.done();
      assertThat(sheet(tenant, second, "Users"))
          .containsExactlyInAnyOrder(
              "Organization|Operation|User|Field|Before|After",
              "KEY|updated|ada|jobTitle||Clerk",
              "KEY|removed|cleo|||deleted");
      assertThat(sheet(tenant, second, "Aliases"))
          .containsExactlyInAnyOrder(
              "Organization|Operation|User or list|Address|Before|After",
              "KEY|added|ada|countess||alias",
              "KEY|removed|ada|lovelace|alias");
      assertThat(sheet(tenant, second, "Members"))
          .containsExactlyInAnyOrder(
              "Organization|Operation|List|Member|Before|After",
              "KEY|added|all|cleo||user",
              "KEY|removed|all|ben|user|");
      tenant.directory.restore(cleo);
      assertThat(sheet(tenant, tenant.done(), "Users")).contains("KEY|returned|cleo|||cleo");
      assertThat(sheet(tenant, second, "Summary").toString())
          .contains("lists.remove 0 (limit 10%, at most 500)|passed");
    }
  }

  @Test
  void theDocumentedQueryFindsAllMembersOfNestedAndCyclicLists() throws IOException {
    Matcher page = QUERY.matcher(Files.readString(Path.of("docs/panel-schema.md")));
    assertThat(page.find()).isTrue();
    try (SyncedTenant tenant = tenant()) {
      String inner = tenant.list("inner", tenant.user("ada"), tenant.user("ben"));
      String middle = tenant.list("middle", inner, tenant.user("cleo"));
      String outer = tenant.list("outer", middle);
      tenant.directory.join(inner, outer);
      tenant.user("dora");
      tenant.done();
      assertThat(
              tenant
                  .home
                  .jdbc()
                  .queryForList(
                      page.group(1),
                      String.class,
                      tenant.id(),
                      "outer@" + tenant.domain,
                      tenant.id(),
                      tenant.id()))
          .containsExactly("ada@" + tenant.domain, "ben@" + tenant.domain, "cleo@" + tenant.domain);
    }
  }
}
