package io.rollcall.sandbox.graph;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a stand-in is like.
 *
 * @param traits how it behaves; none of them: a naive one
 * @param pageSize objects on a page, at least 1
 * @param sliceSize members that a delta gives with a group at most, at least 1
 * @param seed of all that is by chance
 * @param name of the tenant, for people
 * @param domains of the tenant: its default one, and its first one
 */
public record SandboxSettings(
    String tenantId,
    String clientId,
    Set<Trait> traits,
    int pageSize,
    int sliceSize,
    long seed,
    String name,
    List<String> domains) {

  /** As badly as it may be: all traits, and small pages. */
  public static SandboxSettings hostile(long seed) {
    return new SandboxSettings(
        "3f0d1c52-0000-4000-8000-00000000000a",
        "7b1e9d40-0000-4000-8000-00000000000b",
        EnumSet.allOf(Trait.class),
        7,
        5,
        seed,
        "Lindenau Works",
        DirectoryGenerator.DOMAINS);
  }

  /** With some traits only. */
  public SandboxSettings with(Set<Trait> some) {
    return new SandboxSettings(tenantId, clientId, some, pageSize, sliceSize, seed, name, domains);
  }

  /** With other page sizes. */
  public SandboxSettings paged(int page, int slice) {
    return new SandboxSettings(tenantId, clientId, traits, page, slice, seed, name, domains);
  }

  /** Of another tenant, whose application is the same. */
  public SandboxSettings of(String tenant, List<String> itsDomains) {
    return new SandboxSettings(
        tenantId, clientId, traits, pageSize, sliceSize, seed, tenant, itsDomains);
  }
}
