package io.rollcall.graph;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.FakeTime;
import java.util.Random;

/** A stand-in with a directory behind it, and readers of it. */
final class Tenant implements AutoCloseable {
  static final String ORGANIZATION = "lindenau";

  final FakeTime time = new FakeTime();
  final SandboxDirectory directory;
  final SandboxGraph graph;
  private final SandboxSettings settings;
  private long opened;

  Tenant(SandboxSettings settings, SandboxDirectory directory) {
    this.settings = settings;
    this.directory = directory;
    this.graph = SandboxGraph.start(settings, directory, time);
  }

  AppCredential secret() {
    return new AppCredential.Secret(settings.clientId(), graph.tokens().secret());
  }

  GraphEndpoints endpoints() {
    return GraphEndpoints.of(graph.graphUrl(), graph.loginUrl());
  }

  GraphConnection connection(AppCredential credential) {
    return new GraphConnection(
        ORGANIZATION,
        settings.tenantId(),
        credential,
        endpoints(),
        Patience.DEFAULT,
        GraphConnection.SMALLEST_TENANT_UNITS);
  }

  GraphDirectory open() {
    return open(connection(secret()));
  }

  GraphDirectory open(GraphConnection connection) {
    return GraphDirectory.open(connection, time, time, new Random(++opened));
  }

  GraphContacts openContacts() {
    return openContacts(MailboxLimits.DEFAULT);
  }

  GraphContacts openContacts(MailboxLimits limits) {
    return GraphContacts.open(connection(secret()), limits, time, time, new Random(++opened));
  }

  /** A user with a mailbox; the directory has at least as many. */
  SandboxMailbox mailbox(int number) {
    String id =
        directory.live(Kind.USER).entrySet().stream()
            .filter(user -> user.getValue().get("mail") != null)
            .filter(user -> !"Guest".equals(user.getValue().get("userType")))
            .skip(number)
            .findFirst()
            .orElseThrow()
            .getKey();
    return graph.mailboxes().of(id);
  }

  @Override
  public void close() {
    graph.close();
  }
}
