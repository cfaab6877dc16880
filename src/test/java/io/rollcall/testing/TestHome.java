package io.rollcall.testing;

import io.rollcall.Rollcall;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Utc;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A home folder with the whole program on it, as a command would have it. */
public final class TestHome implements AutoCloseable {
  private final Path folder;
  private final TestDatabase database;
  private final ConfigurableApplicationContext context;

  public TestHome(Path folder, TestDatabase database, String... properties) {
    this(Rollcall.class, folder, database, properties);
  }

  /**
   * @param application the class that Spring starts with
   */
  public TestHome(Class<?> application, Path folder, TestDatabase database, String... properties) {
    this.folder = folder;
    this.database = database;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("rollcall.home", folder.toString());
    defaults.put("spring.datasource.url", database.url());
    for (String property : properties) {
      int equals = property.indexOf('=');
      defaults.put(property.substring(0, equals), property.substring(equals + 1));
    }
    String[] arguments =
        defaults.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    this.context = new SpringApplicationBuilder(application).run(arguments);
    bean(Schema.class).migrate();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcTemplate jdbc() {
    return bean(JdbcTemplate.class);
  }

  /** As if a run still went on, in another process that lives: the one that started this one. */
  public void goesOn(long run) {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    jdbc()
        .update(
            "UPDATE runner_run SET status = 'RUNNING', ended_at = NULL, owner_pid = ?, owner_started"
                + " = ? WHERE id = ?",
            parent.pid(),
            Utc.column(parent.info().startInstant().orElseThrow()),
            run);
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  public void organization(String key, String... domains) {
    bean(Organizations.class)
        .add(key, new Organizations.Details(null, null, null, List.of(domains)), "tester");
  }

  public void job(String name, String yaml) {
    try {
      Files.createDirectories(folder.resolve("jobs"));
      Files.writeString(folder.resolve("jobs/" + name + ".yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RunRecord run(String job) {
    return start(new RunRequest(job, Run.Kind.FULL, List.of(), null, false, "tester"));
  }

  public RunRecord preview(String job) {
    return start(new RunRequest(job, Run.Kind.TEST, List.of(), null, false, "tester"));
  }

  public RunRecord only(String job, String... objects) {
    return start(new RunRequest(job, Run.Kind.ONLY, List.of(objects), null, false, "tester"));
  }

  public RunRecord plan(String job, long plan) {
    return start(new RunRequest(job, Run.Kind.PLAN, List.of(), plan, false, "tester"));
  }

  /** A run of verify or prune. */
  public RunRecord tend(String job, Run.Kind kind) {
    return start(new RunRequest(job, kind, List.of(), null, false, "tester"));
  }

  public RunRecord start(RunRequest request) {
    return bean(RunLauncher.class).start(request, Progress.NONE, id -> {});
  }

  public RunRecord restart(long run) {
    return bean(RunLauncher.class).restart(run, "tester", Progress.NONE);
  }

  public long count(String sql, Object... arguments) {
    Long count = jdbc().queryForObject(sql, Long.class, arguments);
    return count == null ? 0 : count;
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
