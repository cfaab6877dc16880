package io.rollcall.bench;

import io.rollcall.activedirectory.ActiveDirectory;
import io.rollcall.activedirectory.Controller;
import io.rollcall.activedirectory.DirectorySettings;
import io.rollcall.activedirectory.Security;
import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.entra.Pause;
import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;
import io.rollcall.exchange.online.ExchangeOnline;
import io.rollcall.exchange.online.OnlineSettings;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.SecretRef;
import io.rollcall.sandbox.exchange.SandboxExchange;
import io.rollcall.testing.TestDirectory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how live backends are read into a capture, each behind a stand-in in a process of its
 * own: what comes before anything is compared.
 *
 * <p>Arguments: mailboxes of the directory, objects of the tenant, working folder, file for the
 * Markdown table.
 */
public final class SourcesBench {
  private static final int CONCURRENCY = 3;
  private static final int PER_SECOND = 100;
  private static final LiveScope SCOPE =
      new LiveScope(
          new Organization(
              1,
              "lindenau",
              "Lindenau",
              Organization.ServerType.MICROSOFT365,
              SandboxExchange.TENANT),
          List.of(SourceStandIn.DOMAIN),
          within -> false);

  private final Path folder;
  private final Cost.Meter meter = new Cost.Meter(0);
  private final StringBuilder table = new StringBuilder();

  private SourcesBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    SourcesBench bench = new SourcesBench(Path.of(arguments[2]).toAbsolutePath());
    Files.createDirectories(bench.folder);
    bench.table.append(
        """
        | source | objects | requests | wall s | reader's CPU s | objects/s | capture MB | live heap MB | peak heap MB |
        |---|---|---|---|---|---|---|---|---|
        """);
    bench.directory(Integer.parseInt(arguments[0]));
    bench.tenant(Integer.parseInt(arguments[1]));
    bench.table.append(
        String.format(
            Locale.ROOT,
            "%nHeap limit %,d MB. *Live* is what is in use after a full collection when nine tenths"
                + " are read, *peak* the most after any collection.%n",
            Runtime.getRuntime().maxMemory() >> 20));
    System.out.println(bench.table);
    Files.writeString(Path.of(arguments[3]), bench.table);
  }

  private void directory(int mailboxes) throws Exception {
    say("the stand-in makes a directory of %,d mailboxes", mailboxes);
    Path password = Files.writeString(folder.resolve("password"), TestDirectory.PASSWORD);
    try (SourceStandIn standIn = SourceStandIn.directory(mailboxes)) {
      DirectorySettings settings =
          new DirectorySettings(
              List.of(Controller.parse("127.0.0.1:" + standIn.address(0))),
              Security.NONE,
              null,
              TestDirectory.USER,
              SecretRef.parse("file:" + password),
              null,
              IntStream.range(0, SourceStandIn.UNITS)
                  .mapToObj(unit -> "OU=unit" + unit + "," + TestDirectory.BASE)
                  .toList(),
              true,
              1000);
      try (LiveBackend backend = new ActiveDirectory(settings, SCOPE)) {
        measure("Active Directory, LDAP", backend, standIn, mailboxes);
      }
    }
  }

  private void tenant(int objects) throws Exception {
    say("the stand-in makes a tenant of %,d objects", objects);
    try (SourceStandIn standIn = SourceStandIn.tenant(objects)) {
      OnlineSettings settings =
          new OnlineSettings(
              SandboxExchange.TENANT,
              new AppCredential.Secret(SandboxExchange.CLIENT, standIn.address(2)),
              URI.create(standIn.address(0)),
              URI.create(standIn.address(1)),
              CONCURRENCY,
              PER_SECOND,
              Patience.DEFAULT);
      try (LiveBackend backend =
          ExchangeOnline.open(
              settings, SCOPE, Clock.systemUTC(), Pause.sleeping(), new Random(1))) {
        measure("Exchange Online, REST", backend, standIn, objects);
      }
    }
  }

  private void measure(String source, LiveBackend backend, SourceStandIn standIn, int least)
      throws Exception {
    Path capture = folder.resolve("capture.jsonl.gz");
    long[] records = {0};
    long[] live = {0};
    long requests = standIn.requests();
    Cost cost;
    long most;
    try (HeapWatch heap = new HeapWatch()) {
      cost =
          meter.of(
              () -> {
                try (ExportWriter out =
                    ExportWriter.create(
                        capture,
                        "lindenau",
                        "bench",
                        Clock.systemUTC().instant(),
                        // All that a reading keeps is there by then.
                        written ->
                            live[0] = written == least * 9L / 10 ? HeapWatch.live() : live[0])) {
                  backend.connect();
                  backend.read(out);
                  out.finish(Clock.systemUTC().instant());
                  records[0] = out.records();
                }
                return capture;
              });
      most = heap.most();
    }
    if (records[0] < least) {
      throw new IllegalStateException(source + " gave only " + records[0] + " objects");
    }
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %.1f | %.1f | %,.0f | %.1f | %,d | %,d |%n",
            source,
            records[0],
            standIn.requests() - requests,
            cost.wallSeconds(),
            cost.cpuSeconds(),
            records[0] / cost.wallSeconds(),
            Files.size(capture) / 1e6,
            live[0] >> 20,
            most >> 20));
    say("%s: %,d objects, %s", source, records[0], cost);
    Files.delete(capture);
  }

  private static void say(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }
}
