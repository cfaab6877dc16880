package io.rollcall.cli;

import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.SystemClock;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.Schema;
import io.rollcall.sandbox.MailCatcher;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxMailboxes;
import io.rollcall.sandbox.graph.StoredGraph;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The program with its database, on one home folder. */
final class Program implements AutoCloseable {
  private static final Set<String> SECRETS =
      Set.of("spring.datasource.password", "spring.mail.password");

  private final Session session;
  private final Home home;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable MailCatcher catcher;
  private @Nullable EmbeddedOwner owner;
  private @Nullable StoredGraph tenant;

  private Program(Session session, Home home) {
    this.session = session;
    this.home = home;
  }

  /**
   * Reads the configuration and connects.
   *
   * @throws RollcallException when the configuration is wrong
   */
  static Program start(Session session, Home home) {
    Program program = new Program(session, home);
    try {
      program.start();
      return program;
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private void start() {
    Set<String> secrets = new TreeSet<>(SECRETS);
    secrets.addAll(ConfigurationFile.check(home.configuration()));
    SpringApplication spring = new SpringApplication(session.application());
    spring.setBannerMode(Banner.Mode.OFF);
    spring.setLogStartupInfo(false);
    // The command closes it; a signal first lets the run stop.
    spring.setRegisterShutdownHook(false);
    spring.addInitializers(starting -> prepare(starting.getEnvironment(), secrets));
    context =
        spring.run(
            "--rollcall.home=" + home.folder(),
            // Else Spring would also read an application.yaml of whatever folder we are in.
            "--spring.config.location=classpath:/application.yaml");
    session.connected();
    DatabaseAddress database = session.database();
    if (database != null && database.embeddedFolder() != null) {
      owner = EmbeddedOwner.in(database.embeddedFolder());
      owner.write(session.commandName());
    }
    // Only now: whoever holds the embedded database is alone on this home.
    if (DemoHome.is(home) && Files.exists(DemoDirectory.file(home))) {
      startTenant();
    }
  }

  private void startTenant() {
    try {
      tenant = StoredGraph.open(DemoDirectory.file(home), SystemClock.microseconds());
    } catch (UncheckedIOException e) {
      session.note(
          "the demo's Microsoft 365 tenant does not answer (%s): jobs of its organization will fail"
              .formatted(e.getMessage()));
    }
  }

  /** The mailboxes of the demo's tenant; only in a home that a demo made. */
  SandboxMailboxes mailboxes() {
    return Objects.requireNonNull(tenant).graph().mailboxes();
  }

  /** What the demo's tenant holds; only in a home that a demo made. */
  SandboxDirectory tenant() {
    return Objects.requireNonNull(tenant).directory();
  }

  private void prepare(ConfigurableEnvironment environment, Set<String> secrets) {
    Map<String, Object> resolved = new HashMap<>();
    for (String key : secrets) {
      String value = environment.getProperty(key);
      if (value != null && value.matches("(env|file):.+")) {
        resolved.put(key, SecretRef.parse(value).resolve(System::getenv));
      }
    }
    if (DemoHome.is(home)) {
      // Whatever the environment says: a demo must reach no real database and no real mail server.
      catcher = MailCatcher.start(DemoHome.mails(home));
      resolved.putAll(DemoHome.properties(home, environment, catcher.port()));
    }
    environment.getPropertySources().addFirst(new MapPropertySource("rollcall", resolved));
    session.useDatabase(
        DatabaseAddress.of(
            environment.getProperty("spring.datasource.url", ""),
            environment.getProperty("spring.datasource.username", "")));
  }

  /** The one bean of a type. */
  <T> T bean(Class<T> type) {
    return Objects.requireNonNull(context).getBean(type);
  }

  /** The family with a name. */
  JobFamily family(String name) {
    return Objects.requireNonNull(context).getBeansOfType(JobFamily.class).values().stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Session.wrongUse("this program has no family " + name, "use the newer program"));
  }

  @Nullable String property(String key) {
    return Objects.requireNonNull(context).getEnvironment().getProperty(key);
  }

  Home home() {
    return home;
  }

  /** Makes sure of the tables, and takes in runs whose process died. */
  void requireSchema() {
    bean(Schema.class).require();
    for (long run : bean(Recovery.class).recoverDead()) {
      session.note(
          "run %d was interrupted: its process died; scripts/rollcall restart %d continues it"
              .formatted(run, run));
    }
  }

  @Override
  public void close() {
    if (owner != null) {
      owner.remove();
      owner = null;
    }
    if (context != null) {
      context.close();
      context = null;
    }
    if (tenant != null) {
      tenant.close();
      tenant = null;
    }
    if (catcher != null) {
      catcher.close();
      catcher = null;
    }
  }
}
