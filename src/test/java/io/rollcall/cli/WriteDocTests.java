package io.rollcall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WriteDocTests {
  @Test
  void write() throws Exception {
    StringBuilder text = new StringBuilder();
    CommandsDocumentTests.commands()
        .forEach(c -> text.append(CommandsDocument.section(c.getCommandSpec())).append("\n"));
    text.append("====\n");
    CommandsDocumentTests.shapes()
        .forEach(s -> text.append("- " + CommandsDocument.shape(s) + "\n"));
    Files.writeString(Path.of("target/doc-sections.txt"), text);
  }
}
