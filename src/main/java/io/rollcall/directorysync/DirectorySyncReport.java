package io.rollcall.directorysync;

import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Run;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
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

  /** A round without changes costs little: what grows here is a tenant's, or a fault's. */
  @Override
  public String cost(Tally tally) {
    return ", %s to Graph of %s"
        .formatted(
            Plural.of(tally.noted("requests"), "request"),
            Plural.of(tally.noted("units"), "resource unit"));
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
