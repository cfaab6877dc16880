package io.rollcall.cli;

import picocli.CommandLine.Option;

/** {@code --json}, on commands that print data. */
final class JsonOption {
  @Option(
      names = "--json",
      description = "Print one JSON document (docs/commands.md); errors too, on stderr.")
  boolean json;
}
