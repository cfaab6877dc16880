package io.rollcall.backendsync;

import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An organization with a job and an export of its own, and what the panel holds of it, in words.
 */
final class Tenant {
  final TestHome home;
  final String key;
  final String domain;
  private final Map<String, String> namesByGuid = new HashMap<>();

  Tenant(TestHome home, String key) {
    this.home = home;
    this.key = key;
    this.domain = key + ".example";
    home.organization(key, domain);
    define("");
  }

  /** The job's definition, with more lines than it needs. */
  void define(String more) {
    home.job(
        key,
        """
        family: backend-sync
        organizations: %s
        source: {type: exchange-export, path: exports/%s.jsonl}
        %s
        """
            .formatted(key, key, more));
  }

  // the export

  Path file() {
    return home.file("exports/" + key + ".jsonl");
  }

  void export(Exported... objects) {
    exportLines(Arrays.stream(objects).map(Exported::line).toList());
  }

  void export(List<Exported> objects) {
    export(objects.toArray(Exported[]::new));
  }

  void exportLines(List<String> records) {
    write(String.join("\n", Exported.file(key, records)) + "\n");
  }

  void write(String text) {
    write(file(), text);
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UUID guid(String name) {
    UUID guid = UUID.nameUUIDFromBytes((key + "/" + name).getBytes(StandardCharsets.UTF_8));
    namesByGuid.put(guid.toString(), name);
    return guid;
  }

  String address(String name) {
    return name + "@" + domain;
  }

  Exported mailbox(String name) {
    return new Exported("mailbox", "UserMailbox", guid(name), name)
        .addresses("SMTP:" + address(name));
  }

  Exported list(String name) {
    return new Exported("list", "MailUniversalDistributionGroup", guid(name), name)
        .addresses("SMTP:" + address(name));
  }

  Exported contact(String name) {
    return new Exported("contact", "MailContact", guid(name), name)
        .addresses("SMTP:" + address(name));
  }

  Map<String, Object> ref(String name) {
    return Map.of("guid", guid(name).toString(), "raw", name);
  }

  // runs

  RunRecord run() {
    return home.run(key);
  }

  RunRecord run(Progress progress) {
    return home.bean(io.rollcall.operations.RunLauncher.class)
        .start(
            new RunRequest(key, Run.Kind.FULL, List.of(), null, false, "tester"),
            progress,
            id -> {});
  }

  RunRecord acceptingDrop() {
    return home.start(new RunRequest(key, Run.Kind.FULL, List.of(), null, true, "tester"));
  }

  RunRecord preview() {
    return home.preview(key);
  }

  RunRecord only(String... objects) {
    return home.only(key, objects);
  }

  RunRecord apply(Plan plan) {
    return home.plan(key, plan.id());
  }

  Plan plan(RunRecord run) {
    return home.bean(Plans.class).find(run.run().id(), id()).orElseThrow();
  }

  /** What the run reported: kind, item and message. */
  List<String> problems(RunRecord run) {
    return home
        .jdbc()
        .queryForList(
            "SELECT kind, item, message FROM runner_problem WHERE run_id = ? ORDER BY id",
            run.run().id())
        .stream()
        .map(row -> row.get("kind") + " " + row.get("item") + ": " + row.get("message"))
        .toList();
  }

  /** What the run's plan counts, as it is stored. */
  String counts(RunRecord run) {
    return Objects.requireNonNull(
        home.jdbc()
            .queryForObject(
                "SELECT tally FROM runner_plan WHERE run_id = ? AND organization_id = "
                    + "(SELECT id FROM panel_organization WHERE organization_key = ?)",
                String.class,
                run.run().id(),
                key));
  }

  String advice(RunRecord run) {
    return home.jdbc()
        .queryForList(
            "SELECT advice FROM runner_problem WHERE run_id = ? ORDER BY id",
            String.class,
            run.run().id())
        .toString();
  }

  // the panel

  long id() {
    return home.count("SELECT id FROM panel_organization WHERE organization_key = ?", key);
  }

  /** The panel's object with a name's GUID. */
  long object(String name) {
    return home.count(
        "SELECT COALESCE(MIN(object_id), 0) FROM panel_identity WHERE backend_guid = ?",
        (Object) Guids.bytes(guid(name)));
  }

  long objects() {
    return home.count("SELECT COUNT(*) FROM panel_object WHERE organization_id = ?", id());
  }

  /** An object made by hand in the panel, with addresses of which the first is primary. */
  long handmade(long object, String kind, String... addresses) {
    home.jdbc()
        .update(
            "INSERT INTO panel_object (id, organization_id, kind, run_id, observed_at) VALUES (?,"
                + " ?, ?, NULL, '2026-01-01 00:00:00')",
            object,
            id(),
            kind);
    for (int i = 0; i < addresses.length; i++) {
      home.jdbc()
          .update(
              """
              INSERT INTO panel_address (address_key, organization_id, version, state, address, object_id, is_primary, run_id, observed_at)
              VALUES (?, ?, 1, 'present', ?, ?, ?, NULL, '2026-01-01 00:00:00')
              """,
              "smtp:" + addresses[i],
              id(),
              addresses[i],
              object,
              i == 0);
    }
    return object;
  }

  /** All versions: number and state. */
  List<String> presence(String name) {
    return texts(
        "SELECT CONCAT(version, ' ', state) FROM panel_identity WHERE object_id = ? ORDER BY"
            + " version",
        object(name));
  }

  /** All versions of a settings group: number and content. */
  List<String> settings(String name, String section) {
    return texts(
        "SELECT CONCAT(version, ' ', content) FROM panel_settings WHERE object_id = ? AND section ="
            + " ? ORDER BY version",
        object(name),
        section);
  }

  /** All versions of an address: number, state, holder, and whether it is the holder's primary. */
  List<String> holders(String address) {
    return home
        .jdbc()
        .queryForList(
            "SELECT version, state, object_id, is_primary FROM panel_address WHERE address_key = ?"
                + " AND organization_id = ? ORDER BY version",
            "smtp:" + address,
            id())
        .stream()
        .map(
            row ->
                row.get("version")
                    + " "
                    + row.get("state")
                    + " "
                    + name((Long) row.get("object_id"))
                    + (Boolean.TRUE.equals(row.get("is_primary")) ? " primary" : ""))
        .toList();
  }

  /** All versions of all members of a list: target, number, state. */
  List<String> members(String list) {
    return links(
        "SELECT '' AS permission, target_id, target_raw, version, state FROM panel_member WHERE"
            + " object_id = ? ORDER BY target_raw, target_id, version",
        list);
  }

  /** All versions of all grants on an object: permission, target, number, state. */
  List<String> grants(String name) {
    return links(
        "SELECT permission, target_id, target_raw, version, state FROM panel_grant WHERE object_id"
            + " = ? ORDER BY permission, target_raw, target_id, version",
        name);
  }

  private List<String> links(String sql, String name) {
    return home.jdbc().queryForList(sql, object(name)).stream()
        .map(
            row ->
                (row.get("permission")
                        + " "
                        + (row.get("target_id") == null
                            ? "'" + row.get("target_raw") + "'"
                            : name((Long) row.get("target_id")))
                        + " "
                        + row.get("version")
                        + " "
                        + row.get("state"))
                    .trim())
        .sorted()
        .toList();
  }

  private List<String> texts(String sql, Object... arguments) {
    return home.jdbc().queryForList(sql, String.class, arguments);
  }

  private String name(long object) {
    return home
        .jdbc()
        .queryForList(
            "SELECT backend_guid FROM panel_identity WHERE object_id = ? ORDER BY version",
            byte[].class,
            object)
        .stream()
        .map(Guids::text)
        .map(guid -> namesByGuid.getOrDefault(guid, guid))
        .findFirst()
        .orElse("#" + object);
  }

  /** Every row of the organization in the panel, with names in place of numbers. */
  List<String> rows() {
    List<String> rows = new java.util.ArrayList<>();
    for (long object :
        home.jdbc()
            .queryForList(
                "SELECT id FROM panel_object WHERE organization_id = ?", Long.class, id())) {
      String name = name(object);
      rows.add(name);
      for (String sql :
          List.of(
              "SELECT CONCAT('identity ', version, ' ', state, ' ', COALESCE(user_principal_name,"
                  + " '')) FROM panel_identity WHERE object_id = ?",
              "SELECT CONCAT('settings ', section, ' ', version, ' ', content) FROM panel_settings"
                  + " WHERE object_id = ?",
              "SELECT CONCAT('address ', address_key, ' ', version, ' ', state) FROM panel_address"
                  + " WHERE object_id = ?")) {
        texts(sql, object).forEach(text -> rows.add(name + " " + text));
      }
      links(
              "SELECT 'member' AS permission, target_id, target_raw, version, state FROM"
                  + " panel_member WHERE object_id = ?",
              name)
          .forEach(text -> rows.add(name + " " + text));
      grants(name).forEach(text -> rows.add(name + " " + text));
    }
    return rows.stream().map(row -> row.replace(domain, "DOMAIN")).sorted().toList();
  }

  /** Rows that only the making and applying of plans need. */
  long workingRows() {
    long rows = 0;
    for (String table : List.of("runner_key", "runner_pending", "runner_seen")) {
      rows += working(table, "");
    }
    return rows + working("runner_change", " AND c.operation IN ('equal', 'staged', 'staged_add')");
  }

  private long working(String table, String where) {
    return home.count(
        "SELECT COUNT(*) FROM %s c JOIN runner_plan p ON p.id = c.plan_id WHERE p.organization_id = ?%s"
            .formatted(table, where),
        id());
  }

  /** Objects whose records are recognised by their hash. */
  long recognised() {
    return home.count("SELECT COUNT(*) FROM runner_line WHERE organization_id = ?", id());
  }
}
