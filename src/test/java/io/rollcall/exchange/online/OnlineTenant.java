package io.rollcall.exchange.online;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.LiveScope;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.exchange.SandboxExchange;
import io.rollcall.testing.FakeTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** A stand-in with an organization behind it, and readers of it. */
final class OnlineTenant implements AutoCloseable {
  final FakeTime time = new FakeTime();
  final ExportGenerator organization;
  final SandboxExchange exchange;
  List<String> warnings = List.of();

  OnlineTenant(int objects, int pageSize) {
    this.organization = new ExportGenerator(7, "lindenau", List.of("lindenau.example"), objects);
    this.exchange = SandboxExchange.start(organization, pageSize, time);
  }

  OnlineSettings settings(String secret) {
    return new OnlineSettings(
        SandboxExchange.TENANT,
        new AppCredential.Secret(SandboxExchange.CLIENT, secret),
        URI.create(exchange.exchangeUrl()),
        URI.create(exchange.loginUrl()),
        3,
        50,
        Patience.DEFAULT);
  }

  ExchangeOnline open() {
    return open(settings(exchange.tokens().secret()), within -> false);
  }

  ExchangeOnline open(OnlineSettings settings, Predicate<Duration> stopWithin) {
    Organization lindenau =
        new Organization(
            1, "lindenau", "Lindenau", Organization.ServerType.MICROSOFT365, settings.tenantId());
    return ExchangeOnline.open(
        settings,
        new LiveScope(lindenau, List.of("lindenau.example"), stopWithin),
        time,
        pause -> {
          if (stopWithin.test(pause)) {
            throw new InterruptedException();
          }
          time.of(pause);
        },
        new Random(1));
  }

  /** Reads all of it into an export. */
  Path read(Path folder) {
    Path file = folder.resolve("read.jsonl.gz");
    try (ExchangeOnline backend = open();
        ExportWriter out =
            ExportWriter.create(file, "lindenau", "exchange-online", time.instant(), n -> {})) {
      warnings = backend.read(out).stream().map(Problem::message).toList();
      out.finish(time.instant());
    }
    return file;
  }

  /** The same organization as the management host would export it. */
  Path export(Path folder) {
    Path file = folder.resolve("exported.jsonl");
    organization.write(file);
    return file;
  }

  static Map<UUID, Parsed.Read> objects(Path file) {
    Map<UUID, Parsed.Read> objects = new TreeMap<>();
    try (ExportFile export = ExportFile.open(file, new byte[0])) {
      for (ExportFile.Line line = export.next(); line != null; line = export.next()) {
        if (new RecordParser().parse(line.bytes()) instanceof Parsed.Read read) {
          objects.put(read.object().identity().backendGuid(), read);
        }
      }
    }
    return objects;
  }

  @Override
  public void close() {
    exchange.close();
  }
}
