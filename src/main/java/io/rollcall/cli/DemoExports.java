package io.rollcall.cli;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import io.rollcall.sandbox.ExportGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** The demo's two organizations, as exports that change, and the jobs that read them. */
final class DemoExports {
  static final String ONE = "acme-backend";
  static final String ALL = "all-backend";

  private static final long SEED = 20260105;
  private static final String DOMAIN = "acme.example";
  private static final String OTHER_DOMAIN = "globex.example";

  private final Home home;
  private final ExportGenerator acme;
  private final ExportGenerator globex;

  DemoExports(Home home, int objects) {
    this.home = home;
    this.acme = new ExportGenerator(SEED, "acme", List.of(DOMAIN), objects);
    this.globex = new ExportGenerator(SEED, "globex", List.of(OTHER_DOMAIN), objects / 5);
  }

  void addOrganizations(Organizations organizations) {
    add(organizations, "acme", "Acme Ltd", DOMAIN);
    add(organizations, "globex", "Globex Inc", OTHER_DOMAIN);
  }

  private static void add(Organizations organizations, String key, String name, String domain) {
    organizations.add(
        key, new Details(name, ServerType.EXCHANGE, null, List.of(domain)), Session.user());
  }

  void writeFirst() {
    acme.write(acmeFile());
    globex.write(home.folder().resolve("exports/globex.jsonl.gz"));
  }

  private Path acmeFile() {
    return home.folder().resolve("exports/acme.jsonl.gz");
  }

  void writeJobs() {
    for (String job : List.of(ONE, ALL)) {
      copy("/io/rollcall/cli/demo/" + job + ".yaml", home.jobs().resolve(job + ".yaml"));
    }
  }

  /** Changes acme as a day does; says how. */
  String changeAcme() {
    int named = acme.find(ObjectKind.MAILBOX, 0);
    int quota = acme.find(ObjectKind.MAILBOX, named + 1);
    int renamed = acme.find(ObjectKind.MAILBOX, quota + 1);
    int deleted = acme.find(ObjectKind.MAILBOX, renamed + 1);
    int recreated = acme.find(ObjectKind.MAILBOX, deleted + 1);
    acme.displayName(named, "Ada Lovelace-King").quota(quota, 250).rename(renamed);
    acme.delete(deleted).recreate(recreated).add(5);
    acme.write(acmeFile());
    return "a display name, a quota, a rename, a mailbox deleted, one recreated, five new objects";
  }

  /** Leaves two objects of five, and keeps the whole export beside. */
  void cutAcme() {
    Path whole = home.folder().resolve("exports-before/acme.jsonl.gz");
    try {
      Files.createDirectories(Objects.requireNonNull(whole.getParent()));
      Files.copy(acmeFile(), whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = acme.size() * 2 / 5; i < acme.size(); i++) {
      acme.delete(i);
    }
    acme.write(acmeFile());
  }

  static void copy(String resource, Path target) {
    try (var in =
        Objects.requireNonNull(DemoExports.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
