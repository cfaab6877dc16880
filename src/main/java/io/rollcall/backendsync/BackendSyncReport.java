package io.rollcall.backendsync;

import io.rollcall.kernel.Run;
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
    return "record";
  }

  @Override
  public String gone() {
    return "gone";
  }

  @Override
  public String headroom() {
    return "Headroom (an added or missing object counts once, with all that belongs to it)";
  }

  @Override
  public List<String> kinds() {
    return KINDS;
  }

  @Override
  public List<Sheet> sheets(Run run, List<Plan> plans) {
    return new ReportSheets(parts, run, plans).all();
  }
}
