package io.rollcall.backendsync;

import io.rollcall.plan.Plan;
import io.rollcall.report.Sheet;
import io.rollcall.syncreport.ReportForm;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the report of this family has of its own. */
@Component
record BackendSyncReport(SyncParts parts) implements ReportForm {
  private static final List<String> KINDS =
      List.of("mailboxes", "lists", "contacts", "addresses", "settings", "members", "permissions");

  @Override
  public String title() {
    return "Sync Data from backend";
  }

  @Override
  public String read() {
    return "records";
  }

  @Override
  public String gone() {
    return "gone";
  }

  @Override
  public List<String> kinds() {
    return KINDS;
  }

  @Override
  public List<Sheet> sheets(long runId, List<Plan> plans) {
    return new ReportSheets(parts, runId, plans).all();
  }
}
