package io.rollcall.definitions;

import io.rollcall.kernel.OrganizationScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads which organizations a job covers: {@code all}, one key, or a list of keys. */
final class ScopeBinder {
  private final Errors errors;
  private final ValueBinder values;

  ScopeBinder(Errors errors, ValueBinder values) {
    this.errors = errors;
    this.values = values;
  }

  @Nullable OrganizationScope scope(Node node, String name) {
    if (node instanceof ScalarNode scalar && scalar.getValue().equals(OrganizationScope.ALL)) {
      return new OrganizationScope(List.of());
    }
    if (!(node instanceof SequenceNode list)) {
      return one(node, name);
    }
    // An empty scope means all organizations, which nobody says by an empty list.
    if (list.getValue().isEmpty()) {
      errors.add(node, name + " is empty", "all, a key, a list of keys");
      return null;
    }
    int before = errors.count();
    Set<String> keys = new LinkedHashSet<>();
    for (Node element : list.getValue()) {
      OrganizationScope one = one(element, name);
      if (one != null && !keys.addAll(one.keys())) {
        errors.add(element, name + " names " + one + " twice", "");
      }
    }
    return errors.count() > before ? null : new OrganizationScope(List.copyOf(keys));
  }

  /** The scope of one organization. */
  @Nullable OrganizationScope one(Node node, String name) {
    if (!(values.bind(node, String.class, name) instanceof String key)) {
      return null;
    }
    if (key.equalsIgnoreCase(OrganizationScope.ALL)) {
      errors.add(node, name + ": all stands alone: `organizations: all`", "");
      return null;
    }
    if (!key.matches("[^\\s,/\\\\]{1,100}")) {
      errors.add(node, name + ": '" + Errors.shown(key) + "' is no organization's key", "");
      return null;
    }
    return new OrganizationScope(List.of(key));
  }
}
