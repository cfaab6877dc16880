package io.rollcall.definitions;

import static java.util.stream.Collectors.joining;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.List;

/** Job definitions with errors; the message has one line for each. */
public final class InvalidDefinitions extends RollcallException {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionError> errors;

  InvalidDefinitions(List<DefinitionError> errors) {
    super(
        ExitCode.WRONG_USE,
        errors.stream().map(DefinitionError::toString).collect(joining("\n")),
        "correct it, then check with `scripts/rollcall validate`");
    this.errors = List.copyOf(errors);
  }

  /** At least one, in the order of files and lines. */
  public List<DefinitionError> errors() {
    return errors;
  }
}
