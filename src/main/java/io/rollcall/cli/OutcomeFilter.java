package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * An outcome as {@code --outcome} names it.
 *
 * @param outcome null for runs that have none yet
 */
record OutcomeFilter(@Nullable ExitCode outcome) {
  private static final String RUNNING = "running";

  /** What a run in the history can have; the others are ends of commands. */
  private static final List<ExitCode> OUTCOMES =
      List.of(
          ExitCode.DONE,
          ExitCode.DONE_WITH_PROBLEMS,
          ExitCode.REFUSED,
          ExitCode.FAILED,
          ExitCode.STOPPED,
          ExitCode.TERMINATED,
          ExitCode.ALREADY_RUNNING);

  static OutcomeFilter parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    if (word.equals(RUNNING)) {
      return new OutcomeFilter(null);
    }
    Optional<ExitCode> known =
        OUTCOMES.stream().filter(outcome -> word(outcome).equals(word)).findFirst();
    return new OutcomeFilter(
        known.orElseThrow(
            () ->
                new TypeConversionException("'" + text + "' is no outcome: write " + allWords())));
  }

  private static String word(ExitCode outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String allWords() {
    return Stream.concat(OUTCOMES.stream().map(OutcomeFilter::word), Stream.of(RUNNING))
        .collect(Collectors.joining(", "));
  }
}
