package io.rollcall.exchange.online;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a single object's cmdlet.
 *
 * @param failure why there are no rows; null when there are, be it none
 */
record Result(List<Row> rows, @Nullable String failure) {

  static Result of(List<Row> rows) {
    return new Result(rows, null);
  }

  static Result failed(String why) {
    return new Result(List.of(), why);
  }
}
