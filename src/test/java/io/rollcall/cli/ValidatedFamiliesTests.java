package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.definitions.JobDefinitions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValidatedFamiliesTests {

  @Test
  void validateKnowsTheFamilyOfEveryShippedJob() {
    JobDefinitions shipped = new JobDefinitions(Path.of("jobs"), ValidateCommand.FAMILIES);

    assertThat(shipped.check()).isEmpty();
    assertThat(shipped.names().stream().map(name -> shipped.get(name).family()))
        .containsAll(ValidateCommand.FAMILIES.keySet());
  }
}
