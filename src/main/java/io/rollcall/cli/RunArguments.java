package io.rollcall.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What `preview` and `run` are told alike. */
final class RunArguments {
  @Parameters(paramLabel = "JOB", description = "The job's name: its file's name in jobs/.")
  String job = "";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "A,B",
      description =
          "Only these objects: mail addresses or GUIDs; of contacts MAILBOX[/FOLDER[/CONTACT]].")
  List<String> only = List.of();
}
