package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedJobDefinitionsTests {
  private final JobDefinitions shipped = new JobDefinitions(Path.of("jobs"), Home.FAMILIES);

  @Test
  void bindEveryFileOfTheFolder() {
    assertThat(shipped.check()).isEmpty();
    assertThat(shipped.all())
        .extracting(JobDefinition::name)
        .contains(
            "acme-active-directory",
            "acme-backend",
            "acme-contacts",
            "acme-directory",
            "acme-exchange-online",
            "all-backend");
  }

  @Test
  void startNothingByThemselves() {
    assertThat(shipped.all())
        .filteredOn(job -> List.of("backend-sync", "directory-sync").contains(job.family()))
        .isNotEmpty()
        .noneMatch(job -> job.definition().schedule().enabled());
  }

  @Test
  void mailNobody() {
    assertThat(shipped.all()).allMatch(job -> job.definition().report().recipients().isEmpty());
  }
}
