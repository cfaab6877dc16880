package io.rollcall.backendsync;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the operator must adjust by hand after an import: resources of the subscription that the new
 * objects use. Added up while the sheets of changes are written.
 */
final class ResourceTotals {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  private final Map<String, Map<String, Double>> byOrganization = new TreeMap<>();

  /** Counts what a line of the plan adds. */
  void add(String organization, ObjectChange change, boolean isNew) {
    if (isNew && change.identity() != null) {
      count(organization, "new " + change.identity().type(), 1);
    }
    for (ObjectChange.SettingsFact fact : change.settings()) {
      switch (fact.section()) {
        case "archive" -> archive(organization, tree(fact.before()), tree(fact.after()));
        case "advanced.quota" ->
            quota(
                organization,
                "mailbox quota, GB",
                "prohibitSendReceiveQuota",
                tree(fact.before()),
                tree(fact.after()));
        default -> {} // costs nothing that is sold
      }
    }
    if (isNew && change.figures() != null && change.figures().totalItemBytes() != null) {
      count(
          organization,
          "stored in new mailboxes, GB",
          change.figures().totalItemBytes() / GIGABYTE);
    }
  }

  private static JsonNode tree(@Nullable String settings) {
    return JSON.readTree(settings == null ? "{}" : settings);
  }

  private void archive(String organization, JsonNode before, JsonNode after) {
    count(organization, "archives", exists(after, "archiveGuid") - exists(before, "archiveGuid"));
    if (exists(after, "archiveGuid") == 1) {
      quota(organization, "archive quota, GB", "archiveQuota", before, after);
    }
  }

  private void quota(
      String organization, String what, String field, JsonNode before, JsonNode after) {
    JsonNode quota = after.path(field);
    if (quota.isNumber()) {
      double old = before.path(field).isNumber() ? before.path(field).asLong() : 0;
      count(organization, what, (quota.asLong() - old) / GIGABYTE);
    } else if (quota.isString() && !quota.equals(before.path(field))) {
      count(organization, what.replace(", GB", " " + quota.asString() + ", mailboxes"), 1);
    }
  }

  private static int exists(JsonNode settings, String field) {
    return settings.path(field).isMissingNode() ? 0 : 1;
  }

  private void count(String organization, String what, double number) {
    if (number != 0) {
      byOrganization
          .computeIfAbsent(organization, key -> new TreeMap<>())
          .merge(what, number, Double::sum);
    }
  }

  Map<String, Map<String, Double>> byOrganization() {
    return byOrganization;
  }
}
