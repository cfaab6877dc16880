package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whole runs of the family owe, on whatever database. */
abstract class BackendSyncContract {
  static final String JOB =
      """
      family: backend-sync
      organizations: acme
      source: {type: exchange-export, path: exports/acme.jsonl}
      """;

  @TempDir Path folder;
  TestHome home;

  abstract TestDatabase database(Path folder);

  @BeforeEach
  void open() {
    home = new TestHome(folder, database(folder));
    home.organization("acme", "acme.example");
    home.job("acme-backend", JOB);
  }

  @AfterEach
  void close() {
    home.close();
  }

  ExportGenerator export(int objects) {
    return new ExportGenerator(7, "acme", List.of("acme.example"), objects);
  }

  void write(ExportGenerator generator) {
    home.file("exports").toFile().mkdirs();
    generator.write(home.file("exports/acme.jsonl"));
  }

  @Test
  void importsEverythingOnceAndThenNothing() {
    write(export(300));
    RunRecord first = home.run("acme-backend");
    assertThat(first.reason()).isNull();
    assertThat(first.outcome()).as(why(first)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(home.count("SELECT COUNT(*) FROM panel_object")).isEqualTo(300);
    long rows = panelRows();
    RunRecord second = home.run("acme-backend");
    assertThat(second.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(panelRows()).isEqualTo(rows);
    assertThat(second.summary()).contains("0 changes").contains("300 unchanged");
    assertThat(home.count("SELECT COUNT(*) FROM runner_key")).isZero();
    assertThat(home.count("SELECT COUNT(*) FROM runner_seen")).isZero();
    assertThat(
            home.count("SELECT COUNT(*) FROM runner_change WHERE operation IN ('equal', 'staged')"))
        .isZero();
  }

  /** What a person would look at. */
  String why(RunRecord run) {
    return run.summary()
        + home.jdbc().queryForList("SELECT organization_key, state, failure FROM runner_plan")
        + home.jdbc().queryForList("SELECT * FROM runner_problem")
        + home.jdbc()
            .queryForList(
                "SELECT STEP_NAME, STATUS, EXIT_MESSAGE FROM BATCH_STEP_EXECUTION WHERE STATUS <> 'COMPLETED'");
  }

  long panelRows() {
    long rows = 0;
    for (String table :
        List.of(
            "panel_object",
            "panel_identity",
            "panel_settings",
            "panel_address",
            "panel_member",
            "panel_grant")) {
      rows += home.count("SELECT COUNT(*) FROM " + table);
    }
    return rows;
  }
}
