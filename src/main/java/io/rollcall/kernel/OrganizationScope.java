package io.rollcall.kernel;

import java.util.List;

/**
 * The organizations that a job covers.
 *
 * @param keys their keys; empty means all organizations that the panel has when the run starts
 */
public record OrganizationScope(List<String> keys) {

  /** The word that stands for all organizations in a definition. */
  public static final String ALL = "all";

  public OrganizationScope {
    keys = List.copyOf(keys);
  }

  public boolean all() {
    return keys.isEmpty();
  }

  /** Whether the definition means the organization with this key, or all of them. */
  public boolean covers(String key) {
    return all() || keys.contains(key);
  }

  @Override
  public String toString() {
    return all() ? ALL : String.join(", ", keys);
  }
}
