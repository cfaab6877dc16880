package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that another process looks at. */
class WatchCommandTests {

  @TempDir static Path folder;
  private static CrashSite site;

  @BeforeAll
  static void open() throws Exception {
    site = new CrashSite(folder, 2000);
  }

  @AfterAll
  static void close() throws Exception {
    site.close();
  }

  @BeforeEach
  void begin() throws Exception {
    site.reset();
    site.put(site.export(7));
  }

  /** Held in the middle until somebody looks. */
  private static Running heldRun() throws Exception {
    Running run = site.runUntil(new Moment(Moment.Phase.READ, 4));
    run.signal("STOP");
    return run;
  }

  private static void await(Running running, String text) throws Exception {
    while (!Files.readString(running.out()).contains(text)) {
      assertThat(running.process().waitFor(20, TimeUnit.MILLISECONDS))
          .as(Files.readString(running.err()))
          .isFalse();
    }
  }

  @Test
  void withJsonEachLineIsADocumentAndTheLastHasTheOutcome() throws Exception {
    Running run = heldRun();
    Running watch = site.home().start("runs", "--watch", "--json");
    await(watch, "\"stage\":\"read\"");
    run.signal("CONT");
    assertThat(run.await().code()).isIn(0, 3);
    Ended ended = watch.await();

    assertThat(ended.code()).as(ended.all()).isZero();
    List<JsonNode> lines = ended.out().lines().map(JsonMapper.shared()::readTree).toList();
    JsonNode first = lines.get(0);
    assertThat(first.get("run").asLong()).isEqualTo(site.lastRun());
    assertThat(first.get("outcome").isNull()).isTrue();
    JsonNode read = first.get("steps").get(0);
    assertThat(read.get("stage").asString()).isEqualTo("read");
    assertThat(read.get("organization").asString()).isEqualTo("acme");
    assertThat(read.get("records").asLong()).isBetween(200L, 1999L);
    assertThat(lines.get(lines.size() - 1).get("outcome").asString()).startsWith("DONE");
  }

  @Test
  void anInterruptEndsTheWatchingAndLeavesTheRunAlone() throws Exception {
    Running run = heldRun();
    Running watch = site.home().start("runs", "--watch");
    await(watch, "running, read acme");
    watch.signal("INT");
    Ended ended = watch.await();
    run.signal("CONT");

    assertThat(ended.code()).as(ended.all()).isEqualTo(130);
    assertThat(ended.out())
        .isEqualTo("run %d of %s: running, read acme\n".formatted(site.lastRun(), CrashSite.JOB));
    assertThat(ended.err()).contains("rollcall: the watching ended; the runs go on");
    assertThat(run.await().code()).isIn(0, 3);
  }

  @Test
  void withNothingRunningItSaysSo() throws Exception {
    Ended ended = site.home().run("runs", "--watch");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo("no run is running\n");
  }
}
