package io.rollcall.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The summary of a report as plain text and as HTML. */
final class MailBody {

  /** Rows of a table that a mail repeats; the workbook has them all. */
  static final int MAX_ROWS = 50;

  /** Longest text of a table's value in a mail, in UTF-16 units. */
  private static final int MAX_VALUE = 200;

  private static final int MAX_PARAGRAPH = 4_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private MailBody() {}

  static String text(ReportContent content, String note) {
    var body = new StringBuilder();
    body.append(line(content.head().title())).append("\n");
    body.append(paragraph(content.head().summaryLine())).append("\n\n");
    appendTable(body, facts(content.head()));
    for (SummaryTable table : content.tables()) {
      body.append("\n").append(line(table.title())).append("\n");
      List<List<String>> rows = rows(table);
      rows.add(0, table.header().stream().map(MailBody::line).toList());
      appendTable(body, rows);
      if (more(table) > 0) {
        body.append(more(table)).append(" more in the workbook\n");
      }
    }
    return body.append("\n").append(paragraph(note)).append("\n").toString();
  }

  static String html(ReportContent content, String note) {
    var body = new StringBuilder();
    body.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head>\n")
        .append("<body style=\"font-family:sans-serif;font-size:14px\">\n<h2>")
        .append(escape(line(content.head().title())))
        .append("</h2>\n");
    appendParagraph(body, content.head().summaryLine());
    appendHtmlTable(body, List.of(), facts(content.head()));
    for (SummaryTable table : content.tables()) {
      body.append("<h3>").append(escape(line(table.title()))).append("</h3>\n");
      appendHtmlTable(body, table.header(), rows(table));
      if (more(table) > 0) {
        appendParagraph(body, more(table) + " more in the workbook");
      }
    }
    appendParagraph(body, note);
    return body.append("</body></html>\n").toString();
  }

  /** Both bodies end with a note; this adds one to an HTML body that is complete already. */
  static String withNote(String html, String note) {
    var paragraph = new StringBuilder();
    appendParagraph(paragraph, note);
    int end = html.lastIndexOf("</body>");
    return end < 0 ? html + paragraph : html.substring(0, end) + paragraph + html.substring(end);
  }

  private static List<List<String>> facts(Head head) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("Job", line(head.job())));
    facts.add(List.of("Run", Long.toString(head.runId())));
    facts.add(List.of("Outcome", head.outcomeWords() + (head.testRun() ? " (test run)" : "")));
    if (head.nextStep() != null) {
      facts.add(List.of("Next step", head.nextStep()));
    }
    facts.add(List.of("Requested by", line(head.requestedBy())));
    facts.add(List.of("Started", value(head.startedAt())));
    facts.add(List.of("Ended", head.endedAt() == null ? "not yet" : value(head.endedAt())));
    facts.add(List.of("Errors", Long.toString(head.errors())));
    facts.add(List.of("Warnings", Long.toString(head.warnings())));
    return facts;
  }

  private static List<List<String>> rows(SummaryTable table) {
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : table.rows().subList(0, shown(table))) {
      rows.add(row.stream().map(MailBody::value).toList());
    }
    if (rows.isEmpty()) {
      rows.add(List.of("nothing"));
    }
    return rows;
  }

  private static int shown(SummaryTable table) {
    return Math.min(MAX_ROWS, table.rows().size());
  }

  private static int more(SummaryTable table) {
    return table.rows().size() - shown(table);
  }

  private static String value(Object value) {
    return value instanceof Instant time
        ? TIME.format(time.truncatedTo(ChronoUnit.SECONDS))
        : line(value.toString());
  }

  private static String line(String text) {
    return OneLine.of(text, MAX_VALUE);
  }

  private static String paragraph(String text) {
    return OneLine.of(text, MAX_PARAGRAPH);
  }

  private static void appendTable(StringBuilder body, List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).codePointCount(0, row.get(i).length());
        if (i == widths.size()) {
          widths.add(width);
        }
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String text = row.get(i);
        body.append(text);
        if (i < row.size() - 1) {
          body.append(" ".repeat(widths.get(i) + 2 - text.codePointCount(0, text.length())));
        }
      }
      body.append("\n");
    }
  }

  private static void appendHtmlTable(
      StringBuilder body, List<String> header, List<List<String>> rows) {
    body.append("<table border=\"1\" cellpadding=\"4\" style=\"border-collapse:collapse\">\n");
    if (!header.isEmpty()) {
      appendHtmlRow(body, "th", header);
    }
    rows.forEach(row -> appendHtmlRow(body, "td", row));
    body.append("</table>\n");
  }

  private static void appendHtmlRow(StringBuilder body, String tag, List<String> values) {
    body.append("<tr>");
    for (String value : values) {
      body.append('<')
          .append(tag)
          .append(" dir=\"auto\" align=\"left\">")
          .append(escape(line(value)));
      body.append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  private static void appendParagraph(StringBuilder body, String text) {
    body.append("<p>").append(escape(paragraph(text))).append("</p>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
