package io.rollcall.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * A log line: {@code 2026-02-03T04:05:06.789+01:00 WARN run=12 Problems - problem 7 of run 12}. A
 * pattern could do the same, but for exceptions, whose messages must not get into it.
 *
 * <p>Named in {@code application.yaml}, as {@code logging.structured.format.file}; {@code ecs} and
 * {@code logstash} in its place write JSON.
 */
final class LogLines implements StructuredLogFormatter<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private final WordlessStackTrace stack = new WordlessStackTrace();
  private final ZoneId zone = ZoneId.systemDefault();

  @Override
  public String format(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(200);
    line.append(TIME.format(OffsetDateTime.ofInstant(event.getInstant(), zone)));
    line.append(' ').append("%-5s".formatted(event.getLevel()));
    line.append(" run=").append(event.getMDCPropertyMap().getOrDefault(RunExecution.RUN, ""));
    String logger = event.getLoggerName();
    line.append(' ').append(logger.substring(logger.lastIndexOf('.') + 1));
    line.append(" - ").append(oneLine(event.getFormattedMessage())).append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown instanceof ThrowableProxy proxy) {
      line.append(stack.printStackTraceToString(proxy.getThrowable()).stripTrailing()).append('\n');
    }
    return line.toString();
  }

  /** What other libraries say must not look like lines of their own. */
  private static String oneLine(String message) {
    return message.indexOf('\n') < 0 ? message : message.replaceAll("\\R+", " | ");
  }
}
