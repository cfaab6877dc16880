package io.rollcall.exchange.online;

import io.rollcall.exchange.BackendObject;
import io.rollcall.exchange.ExportWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a tenant: first the cmdlets that give all objects, into {@link Spool}s, because their links
 * to more rows hold for minutes only; then object by object what only its own cmdlet gives.
 */
final class TenantReading {
  /** Small enough to wait for, large enough to fill a batch. */
  private static final int BUNDLE_PARTS = 10;

  private static final int BUNDLE_OBJECTS = 100;

  /** What the service refuses as a question, and not to this application or now. */
  private static final Set<Integer> NOT_OFFERED = Set.of(400, 404, 405, 501);

  private final OnlineClient client;
  private final Workers workers;
  private final Warnings warnings;
  private final int concurrency;
  private final RecipientNames names = new RecipientNames();

  TenantReading(OnlineClient client, Workers workers, Warnings warnings, int concurrency) {
    this.client = client;
    this.workers = workers;
    this.warnings = warnings;
    this.concurrency = concurrency;
  }

  void to(ExportWriter out) {
    Path folder = out.folder();
    try (Spool mailboxes = Spool.in(folder);
        Spool users = Spool.in(folder);
        Spool protocols = Spool.in(folder);
        Spool lists = Spool.in(folder);
        Spool notes = Spool.in(folder);
        Spool mailContacts = Spool.in(folder);
        Spool contacts = Spool.in(folder)) {
      ifOffered(Cmdlets.RECIPIENTS, names::add);
      objects(Cmdlets.MAILBOXES, mailboxes);
      objects(Cmdlets.LISTS, lists);
      objects(Cmdlets.DYNAMIC_LISTS, lists);
      objects(Cmdlets.MAIL_CONTACTS, mailContacts);
      all(Cmdlets.USERS, row -> keep(users, row));
      all(Cmdlets.PROTOCOLS, row -> keep(protocols, row));
      ifOffered(Cmdlets.NOTES, row -> keep(notes, row));
      all(Cmdlets.CONTACTS, row -> keep(contacts, row));
      Records records = new Records(names, sendAs(), warnings);
      write(mailboxes, row -> records.mailbox(row, users, protocols), out);
      write(lists, row -> records.list(row, notes), out);
      write(mailContacts, row -> records.contact(row, contacts), out);
      records.tellWhatWasMissing();
    }
  }

  /** Objects of their own: one that has no GUID cannot be known again. */
  private void objects(Invocation invocation, Spool spool) {
    all(
        invocation,
        row -> {
          if (row.guids().isEmpty()) {
            throw client.explanations().malformed(invocation.cmdlet(), "a row has no GUID");
          }
          names.add(row);
          spool.put(row);
        });
  }

  private static void keep(Spool spool, Row row) {
    if (!row.guids().isEmpty()) {
      spool.put(row);
    }
  }

  private void all(Invocation invocation, Consumer<Row> rows) {
    workers.run(invocation.cmdlet(), () -> client.all(invocation, rows));
  }

  /**
   * What a reading can do without: a warning, where the service does not know the question. Once it
   * gave rows it knows it, and what it then refuses is a page: half of the rows are not all.
   */
  private boolean ifOffered(Invocation invocation, Consumer<Row> rows) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      all(
          invocation,
          row -> {
            begun.set(true);
            rows.accept(row);
          });
      return true;
    } catch (OnlineException e) {
      if (begun.get() || !NOT_OFFERED.contains(e.status())) {
        throw e;
      }
      warnings.add(invocation.cmdlet(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Everybody's rights to send as others, when the service gives them all together. */
  private SendAs sendAs() {
    SendAs sendAs = new SendAs(names);
    return ifOffered(Cmdlets.SEND_AS, sendAs::add) ? sendAs : SendAs.ofSingleObjects(names);
  }

  private void write(Spool spool, Function<Row, Unfinished> record, ExportWriter out) {
    Writing writing = new Writing(out);
    spool.forEach(row -> writing.add(record.apply(row)));
    writing.end();
  }

  /** Bundles that are completed side by side, and written in their order. */
  private final class Writing {
    private final ExportWriter out;
    private final Deque<Future<List<BackendObject>>> running = new ArrayDeque<>();
    private List<Unfinished> bundle = new ArrayList<>();
    private int parts;

    private Writing(ExportWriter out) {
      this.out = out;
    }

    private void add(Unfinished object) {
      if (parts + object.wanted().size() > BUNDLE_PARTS || bundle.size() == BUNDLE_OBJECTS) {
        begin();
      }
      bundle.add(object);
      parts += object.wanted().size();
    }

    private void begin() {
      List<Unfinished> full = bundle;
      bundle = new ArrayList<>();
      parts = 0;
      running.add(workers.begin(() -> Unfinished.completed(full, client)));
      if (running.size() > concurrency) {
        writeFirst();
      }
    }

    private void writeFirst() {
      workers.await("reading single objects", running.remove()).forEach(out::write);
    }

    private void end() {
      begin();
      while (!running.isEmpty()) {
        writeFirst();
      }
    }
  }
}
