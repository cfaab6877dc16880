package io.rollcall.exchange.online;

import io.rollcall.entra.Pause;
import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.JobFamily.Check;
import io.rollcall.kernel.Problem;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** One tenant of Exchange Online. */
public final class ExchangeOnline implements LiveBackend {
  private final URI address;
  private final String organization;
  private final Warnings warnings = new Warnings();
  private final OnlineClient client;
  private final LiveScope scope;
  private final int concurrency;

  private ExchangeOnline(
      OnlineSettings settings, LiveScope scope, Clock clock, Pause pause, RandomGenerator random) {
    this.address = settings.exchange();
    this.organization = scope.organization().key();
    this.scope = scope;
    this.concurrency = settings.concurrency();
    this.client = new OnlineClient(settings, organization, warnings, clock, pause, random);
  }

  /**
   * Makes ready to read; nothing is sent yet.
   *
   * @param pause waits between attempts
   * @param random spreads attempts of runs that failed together
   */
  public static ExchangeOnline open(
      OnlineSettings settings, LiveScope scope, Clock clock, Pause pause, RandomGenerator random) {
    return new ExchangeOnline(settings, scope, clock, pause, random);
  }

  @Override
  public String name() {
    return "Exchange Online at " + address.getHost();
  }

  @Override
  public void connect() {
    if (!client.mayManage()) {
      throw client.explanations().noAppRole();
    }
    Invocation one = Invocation.ofSome("Get-Mailbox", 1, List.of("guid"));
    try (Workers workers = workers()) {
      workers.run(one.cmdlet(), () -> client.some(one));
    }
  }

  @Override
  public List<Check> test() {
    return new ConnectionTest(client, organization).checks();
  }

  @Override
  public List<Problem> read(ExportWriter out) {
    try (Workers workers = workers()) {
      new TenantReading(client, workers, warnings, concurrency).to(out);
    } finally {
      client.cancel();
    }
    return warnings.all().stream().map(this::problem).toList();
  }

  private Problem problem(String warning) {
    return new Problem(
        Problem.Kind.WARNING,
        organization,
        name(),
        warning,
        "the objects were taken as they came; look at them in the Exchange admin center");
  }

  private Workers workers() {
    return new Workers(concurrency, scope.stopWithin(), client.explanations());
  }

  @Override
  public void close() {
    client.close();
  }
}
