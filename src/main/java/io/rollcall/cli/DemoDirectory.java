package io.rollcall.cli;

import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.StoredGraph;
import io.rollcall.sandbox.graph.TokenDesk;
import io.rollcall.sandbox.graph.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The demo's Microsoft 365 tenant: a directory with a day's changes, and the job that reads it. */
final class DemoDirectory {
  static final String ORGANIZATION = "lindenau";
  static final String JOB = "lindenau-directory";

  private static final long SEED = 20260105;
  private static final String DOMAIN = "lindenau.example";
  private static final String FIRST_DOMAIN = "lindenau.onmicrosoft.example";
  private static final int FEWEST = 40;

  private final Home home;
  private final int users;
  private String returning = "";

  /**
   * @param objects of the demo's largest organization; this one is a fifth of it
   */
  DemoDirectory(Home home, int objects) {
    this.home = home;
    this.users = Math.max(FEWEST, objects / 5);
  }

  /** Where a demo home keeps its tenant. */
  static Path file(Home home) {
    return home.folder().resolve("sandbox/graph.json.gz");
  }

  void addOrganization(Organizations organizations) {
    organizations.add(
        ORGANIZATION,
        new Details(
            "Lindenau Works", ServerType.MICROSOFT365, settings().tenantId(), List.of(DOMAIN)),
        Session.user());
  }

  /** Makes the tenant, its application's secret, and the job. */
  void write() {
    SandboxDirectory directory = new SandboxDirectory(SEED);
    new DirectoryGenerator(SEED, List.of(DOMAIN, FIRST_DOMAIN))
        .fill(directory, users, users / 5, users);
    add(directory, "ada.lind", "Ada", "Lind");
    add(directory, "mira.sommer", "Mira", "Sommer");
    add(directory, "jonas.feld", "Jonas", "Feld");
    add(directory, "nora.keller", "Nora", "Keller");
    StoredGraph.Address address = StoredGraph.create(file(home), settings(), directory);
    StoreKeys.write(DemoHome.contactsKey(home), new SecureRandom());
    Path secret = home.folder().resolve("sandbox/graph-secret");
    try {
      Files.writeString(secret, TokenDesk.SECRET + "\n");
      for (String job : List.of(JOB, DemoContacts.JOB)) {
        Files.writeString(
            home.jobs().resolve(job + ".yaml"),
            template(job)
                .replace("{client-id}", settings().clientId())
                .replace("{secret}", secret.toString())
                .replace("{graph-url}", address.graphUrl())
                .replace("{login-url}", address.loginUrl()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SandboxSettings settings() {
    return SandboxSettings.hostile(SEED)
        .with(
            EnumSet.complementOf(
                EnumSet.of(Trait.CONTROL_CHARACTERS, Trait.REMOVED_IN_FIRST_ROUND)))
        .paged(50, 20)
        .of("Lindenau Works", List.of(DOMAIN, FIRST_DOMAIN));
  }

  private static String template(String job) throws IOException {
    try (var in =
        Objects.requireNonNull(
            DemoDirectory.class.getResourceAsStream("/io/rollcall/cli/demo/" + job + ".yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Changes the directory as a day does; says how. */
  String changeByDay(SandboxDirectory directory) {
    String ada = idOf(directory, "ada.lind");
    directory.set(ada, "displayName", "Ada Lind (Payroll)");
    directory.set(ada, "department", "Payroll");
    marry(directory, idOf(directory, "mira.sommer"));
    directory.delete(idOf(directory, "jonas.feld"));
    returning = idOf(directory, "nora.keller");
    directory.delete(returning);
    String board = list(directory, "board", "Board");
    String works = list(directory, "works", "Works council");
    directory.join(board, ada);
    directory.join(board, works);
    directory.join(works, idOf(directory, "mira.winter"));
    directory.join(works, board);
    return "a display name, a marriage with a new primary address, two leavers,"
        + " two new lists that hold each other";
  }

  /** One of the leavers is back; says who. */
  String bringBack(SandboxDirectory directory) {
    directory.restore(returning);
    return "Nora Keller is back";
  }

  /** The old address stays an alias, so that mail to it arrives. */
  private static void marry(SandboxDirectory directory, String id) {
    directory.set(id, "surname", "Winter");
    directory.set(id, "displayName", "Mira Winter");
    directory.set(id, "userPrincipalName", "mira.winter@" + DOMAIN);
    directory.set(id, "mail", "mira.winter@" + DOMAIN);
    directory.set(
        id, "proxyAddresses", List.of("SMTP:mira.winter@" + DOMAIN, "smtp:mira.sommer@" + DOMAIN));
  }

  private static void add(SandboxDirectory directory, String local, String given, String surname) {
    Map<String, @Nullable Object> user = new LinkedHashMap<>();
    user.put("userPrincipalName", local + "@" + DOMAIN);
    user.put("displayName", given + " " + surname);
    user.put("givenName", given);
    user.put("surname", surname);
    user.put("mail", local + "@" + DOMAIN);
    user.put("proxyAddresses", List.of("SMTP:" + local + "@" + DOMAIN));
    user.put("accountEnabled", true);
    user.put("userType", "Member");
    directory.add(Kind.USER, user);
  }

  private static String list(SandboxDirectory directory, String nickname, String name) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("displayName", name);
    group.put("mailNickname", nickname);
    group.put("mailEnabled", true);
    group.put("securityEnabled", false);
    group.put("groupTypes", List.of());
    group.put("mail", nickname + "@" + DOMAIN);
    group.put("proxyAddresses", List.of("SMTP:" + nickname + "@" + DOMAIN));
    return directory.add(Kind.GROUP, group);
  }

  private static String idOf(SandboxDirectory directory, String local) {
    return directory.live(Kind.USER).entrySet().stream()
        .filter(user -> (local + "@" + DOMAIN).equals(user.getValue().get("userPrincipalName")))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
