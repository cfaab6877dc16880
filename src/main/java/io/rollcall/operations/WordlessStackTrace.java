package io.rollcall.operations;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Classes and places of an exception and its causes, without what they say: messages of databases
 * and mail servers repeat values, and those are people's names and addresses. What a run failed of
 * is stored with it, for {@code show}.
 *
 * <p>Named in {@code application.yaml}, as the printer of structured logs.
 */
final class WordlessStackTrace implements StackTracePrinter {
  private final StandardStackTracePrinter printer =
      StandardStackTracePrinter.rootLast().withFormatter(error -> error.getClass().getName());

  @Override
  public void printStackTrace(Throwable error, Appendable out) throws IOException {
    printer.printStackTrace(error, out);
  }
}
