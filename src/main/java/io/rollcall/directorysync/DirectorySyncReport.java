package io.rollcall.directorysync;

import io.rollcall.kernel.Run;
import io.rollcall.plan.Plan;
import io.rollcall.report.Sheet;
import io.rollcall.syncreport.ReportForm;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the report of this family has of its own. */
@Component
record DirectorySyncReport(DirectoryParts parts) implements ReportForm {
  private static final List<String> KINDS = List.of("accounts", "aliases", "lists", "members");

  @Override
  public String title() {
    return "o365 Sync";
  }

  @Override
  public String read() {
    return "object";
  }

  @Override
  public String gone() {
    return "removed";
  }

  @Override
  public String headroom() {
    return "Headroom";
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
