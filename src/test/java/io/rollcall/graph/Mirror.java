package io.rollcall.graph;

import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader has put together from pages, beside what the directory says of itself. */
final class Mirror {
  private final Map<String, GraphUser> users = new TreeMap<>();
  private final Map<String, GraphGroup> groups = new TreeMap<>();
  private final Map<String, Set<String>> members = new TreeMap<>();

  void clear(Kind kind) {
    if (kind == Kind.USER) {
      users.clear();
    } else {
      groups.clear();
      members.clear();
    }
  }

  void users(DeltaPage<GraphUser> page) {
    for (DeltaItem<GraphUser> item : page.items()) {
      if (item instanceof DeltaItem.Present<GraphUser> present) {
        users.merge(item.id(), present.object(), (old, now) -> now.over(old));
      } else {
        users.remove(item.id());
      }
    }
  }

  void groups(DeltaPage<GraphGroup> page) {
    for (DeltaItem<GraphGroup> item : page.items()) {
      if (item instanceof DeltaItem.Present<GraphGroup> present) {
        GraphGroup group = present.object();
        groups.merge(
            item.id(),
            group,
            (old, now) ->
                new GraphGroup(now.id(), now.fields().over(old.fields()), List.of(), List.of()));
        Set<String> known = members.computeIfAbsent(item.id(), key -> new TreeSet<>());
        group.members().forEach(member -> known.add(member.id()));
        group.formerMembers().forEach(member -> known.remove(member.id()));
      } else {
        groups.remove(item.id());
        members.remove(item.id());
      }
    }
  }

  /** Users by id, with what they have; groups the same, with their members. */
  Map<String, Map<String, Object>> read() {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    users.forEach(
        (id, user) -> all.put(id, values(UserField.values(), UserField::graphName, user.fields())));
    groups.forEach(
        (id, group) -> {
          Map<String, Object> values =
              values(GroupField.values(), GroupField::graphName, group.fields());
          values.put("members", members.get(id));
          all.put(id, values);
        });
    return all;
  }

  /** The same of the directory itself. */
  static Map<String, Map<String, Object>> of(SandboxDirectory directory) {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    Set<String> userFields = names(UserField.values(), UserField::graphName);
    Set<String> groupFields = names(GroupField.values(), GroupField::graphName);
    directory.live(Kind.USER).forEach((id, values) -> all.put(id, kept(values, userFields)));
    directory
        .live(Kind.GROUP)
        .forEach(
            (id, values) -> {
              Map<String, Object> kept = kept(values, groupFields);
              kept.put("members", new TreeSet<>(directory.members(id)));
              all.put(id, kept);
            });
    return all;
  }

  private static <F extends Enum<F>> Set<String> names(
      F[] fields, java.util.function.Function<F, String> name) {
    return List.of(fields).stream().map(name).collect(Collectors.toSet());
  }

  private static <F extends Enum<F>> Map<String, Object> values(
      F[] fields, java.util.function.Function<F, String> name, Fields<F> read) {
    Map<String, Object> values = new TreeMap<>();
    for (F field : fields) {
      if (read.known().contains(field)) {
        put(values, name.apply(field), read.value(field));
      }
    }
    return values;
  }

  private static Map<String, Object> kept(
      Map<String, @Nullable Object> values, Set<String> fields) {
    Map<String, Object> kept = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (fields.contains(name)) {
            put(kept, name, name.equals("assignedLicenses") ? skus(value) : value);
          }
        });
    return kept;
  }

  private static @Nullable Object skus(@Nullable Object licenses) {
    return licenses instanceof Collection<?> list
        ? list.stream().map(license -> ((Map<?, ?>) license).get("skuId")).toList()
        : licenses;
  }

  /** No value, an empty list and nothing at all are one and the same to a mirror. */
  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null && !Objects.equals(value, List.of())) {
      values.put(name, value);
    }
  }
}
