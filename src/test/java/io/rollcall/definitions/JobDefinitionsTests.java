package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDefinitionsTests {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @Test
  void readsEveryDefinitionByName() {
    home.file("zeta.yml", Home.LEAST);
    home.file("acme.yaml", "family: everything\n");
    home.file("README.md", "# not a job");
    home.file(".#acme.yaml", "an editor's lock");

    var jobs = home.definitions().all();

    assertThat(jobs).extracting(JobDefinition::name).containsExactly("acme", "zeta");
    assertThat(jobs)
        .extracting(JobDefinition::family)
        .containsExactly("everything", "backend-sync");
    assertThat(jobs.get(1).file()).isEqualTo(folder.resolve("jobs/zeta.yml"));
    assertThat(home.definitions().check()).isEmpty();
  }

  @Test
  void hasNoJobsInAnEmptyFolder() {
    assertThat(home.definitions().all()).isEmpty();
  }

  @Test
  void tellsAllErrorsOfAllFilesAtOnce() {
    home.file("good.yaml", Home.LEAST);
    home.file("one.yaml", "");
    home.file("two.yaml", Home.LEAST + "a: 1\nb: 2\n");

    var thrown = catchThrowableOfType(InvalidDefinitions.class, () -> home.definitions().all());

    assertThat(thrown.errors()).hasSize(3).isEqualTo(home.definitions().check());
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(thrown.getMessage().lines())
        .first()
        .isEqualTo("jobs/one.yaml:1:1 the file is empty; a definition begins with `family:`");
    assertThat(thrown.getMessage().lines()).hasSize(3);
    assertThat(thrown.nextStep()).contains("scripts/rollcall validate");
  }

  @Test
  void givesOneJobWhateverIsWrongWithOthers() {
    home.file("acme.yaml", Home.LEAST);
    home.file("broken.yaml", "a: [");

    assertThat(home.definitions().get("acme").name()).isEqualTo("acme");
    assertThatThrownBy(() -> home.definitions().get("broken"))
        .isInstanceOf(InvalidDefinitions.class)
        .hasMessageStartingWith("jobs/broken.yaml:");
  }

  @Test
  void saysWhichJobsHaveANameLikeTheOneAskedFor() {
    home.file("acme-backend.yaml", Home.LEAST);
    home.file("beta-contacts.yaml", Home.LEAST);

    assertThat(notFound("acme-bakend"))
        .isEqualTo("did you mean acme-backend? `scripts/rollcall jobs` lists them");
    assertThat(notFound("x")).isEqualTo("`scripts/rollcall jobs` lists them");
    assertThat(notFound("")).isEqualTo("`scripts/rollcall jobs` lists them");
    assertThat(notFound("../jobs/acme-backend")).startsWith("`scripts");
  }

  private String notFound(String name) {
    var thrown = catchThrowableOfType(RollcallException.class, () -> home.definitions().get(name));
    assertThat(thrown).hasMessage("there is no job " + name);
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    return thrown.nextStep();
  }

  @Test
  void refusesOneNameInTwoFiles() {
    home.file("acme.yaml", Home.LEAST);
    home.file("acme.yml", Home.LEAST);

    assertThat(home.definitions().check())
        .extracting(DefinitionError::toString)
        .containsExactly(
            "jobs/acme.yaml:1:1 the job is defined twice, also in acme.yml",
            "jobs/acme.yml:1:1 the job is defined twice, also in acme.yaml");
    assertThatThrownBy(() -> home.definitions().get("acme")).isInstanceOf(InvalidDefinitions.class);
  }

  @Test
  void checksAFileOutsideOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Path file = Files.writeString(elsewhere.resolve("acme.yaml"), "family: x");

    assertThat(home.definitions().check(file))
        .singleElement()
        .hasToString(
            file
                + ":1:9 unknown family x, allowed: backend-sync, contacts-backup, directory-sync, everything");
    assertThat(home.definitions().check(Path.of("/"))).isNotEmpty();
  }

  @Test
  void saysWhenThereIsNoFolder() {
    var definitions = new JobDefinitions(folder.resolve("gone/jobs"), Home.FAMILIES);

    var thrown = catchThrowableOfType(RollcallException.class, definitions::all);

    assertThat(thrown).hasMessageContaining("gone/jobs");
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(thrown.nextStep()).contains("scripts/rollcall init");
  }
}
