package io.rollcall.syncreport;

import io.rollcall.kernel.Run;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import io.rollcall.report.Sheet;
import java.util.List;

/** What a family's report has of its own. */
public interface ReportForm {

  /** What such a run is called, as the panel calls it. */
  String title();

  /** What a reading counts, for the summary, one of it: "record". */
  String read();

  /** The word for what the source no longer has: "gone". */
  String gone();

  /** What reading cost, for the end of the summary; empty when it costs nothing. */
  default String cost(Tally tally) {
    return "";
  }

  /** The heading of the table of limits, with what they count where that needs a word. */
  String headroom();

  /** The kinds of changes, in the order of the summary's table. */
  List<String> kinds();

  /** The data sheets; written, and so read, in this order. */
  List<Sheet> sheets(Run run, List<Plan> plans);
}
