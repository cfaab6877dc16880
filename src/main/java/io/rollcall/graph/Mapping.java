package io.rollcall.graph;

import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.Organization;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.VerifiedDomain;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the SDK's models to our records. */
final class Mapping {
  private Mapping() {}

  static GraphUser user(User user) {
    Set<String> cleared = notes(user).cleared();
    EnumMap<UserField, @Nullable Object> values = new EnumMap<>(UserField.class);
    for (UserField field : UserField.values()) {
      put(values, field, field.of(user), cleared.contains(field.graphName()));
    }
    return new GraphUser(id(user), new Fields<>(values));
  }

  static GraphGroup group(Group group) {
    NotedJson.Notes notes = notes(group);
    Set<String> cleared = notes.cleared();
    EnumMap<GroupField, @Nullable Object> values = new EnumMap<>(GroupField.class);
    for (GroupField field : GroupField.values()) {
      put(values, field, field.of(group), cleared.contains(field.graphName()));
    }
    return new GraphGroup(
        id(group), new Fields<>(values), notes.members(false), notes.members(true));
  }

  static GraphMember member(DirectoryObject member) {
    return new GraphMember(id(member), GraphMember.Kind.of(member.getOdataType()));
  }

  static GraphOrganization organization(Organization organization) {
    return new GraphOrganization(
        id(organization),
        organization.getDisplayName(),
        orEmpty(organization.getVerifiedDomains()).stream().map(Mapping::domain).toList());
  }

  /** An entry of a delta page. */
  static <M extends Entity, T> DeltaItem<T> item(M model, Function<M, T> mapping) {
    String reason = notes(model).removed();
    return reason == null
        ? new DeltaItem.Present<>(id(model), mapping.apply(model))
        : new DeltaItem.Removed<>(id(model), DeltaItem.Reason.of(reason));
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static GraphOrganization.VerifiedDomain domain(VerifiedDomain domain) {
    String capabilities = Objects.requireNonNullElse(domain.getCapabilities(), "");
    return new GraphOrganization.VerifiedDomain(
        Objects.requireNonNullElse(domain.getName(), ""),
        Boolean.TRUE.equals(domain.getIsDefault()),
        Boolean.TRUE.equals(domain.getIsInitial()),
        List.of(capabilities.split("\\s*,\\s*", -1)).contains("Email"));
  }

  private static NotedJson.Notes notes(Entity object) {
    return new NotedJson.Notes(object.getAdditionalData());
  }

  private static String id(Entity object) {
    String id = object.getId();
    if (id == null || id.isEmpty()) {
      throw new IllegalStateException("an object has no id");
    }
    return id;
  }

  private static <F extends Enum<F>> void put(
      EnumMap<F, @Nullable Object> values, F field, @Nullable Object value, boolean cleared) {
    if (value != null || cleared) {
      values.put(field, value instanceof List<?> list ? withoutNulls(list) : value);
    }
  }

  private static List<?> withoutNulls(List<?> list) {
    return list.stream().filter(Objects::nonNull).toList();
  }
}
