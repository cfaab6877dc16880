package io.rollcall.cli;

import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.kernel.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What a command found damaged in the backups while it showed the rest. */
final class Damaged implements Consumer<DamagedContent> {
  private final List<String> found = new ArrayList<>();

  @Override
  public void accept(DamagedContent damaged) {
    found.add(Objects.toString(damaged.getMessage()));
  }

  List<String> found() {
    return found;
  }

  /** Names each; the exit code of a command that did all else. */
  int tell(Session session) {
    if (!session.json()) {
      found.forEach(session::note);
    }
    return (found.isEmpty() ? ExitCode.DONE : ExitCode.DONE_WITH_PROBLEMS).code();
  }
}
