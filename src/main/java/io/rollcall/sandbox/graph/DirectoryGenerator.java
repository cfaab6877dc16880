package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills a directory with invented people and lists: aliases of all kinds, guests, leavers, names in
 * several scripts, groups in groups and in themselves.
 */
public final class DirectoryGenerator {
  /** The accepted domain and the tenant's first one, unless others are given. */
  static final List<String> DOMAINS = List.of("lindenau.example", "lindenau.onmicrosoft.example");

  private static final List<String> START =
      List.of("Al", "Be", "Ca", "Dü", "Ék", "Fa", "Gri", "Ho", "Ía", "Jo", "Ka", "Lø", "Mi", "No");
  private static final List<String> END =
      List.of("ra", "ndt", "lis", "mar", "na", "sen", "tow", "ßner", "vik", "żak", "pe", "ll");

  /** Right to left, combining, beyond the 16 bits, in need of escaping, and forbidden in JSON. */
  private static final List<String> ODD =
      List.of("נועה", "Zoe\u0301", "🦊 Fuchs", "O'Neill \"Tip\"", "Ada\u0001Lind", "张伟");

  private static final List<String> LICENSES =
      List.of("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "c5928f49-12ba-48f7-ada3-0d743a3601d5");

  private final Random random;
  private final List<String> domains;
  private int number;

  /**
   * @param seed the same one gives the same directory
   */
  public DirectoryGenerator(long seed) {
    this(seed, DOMAINS);
  }

  /**
   * @param domains the accepted one, and the tenant's first one
   */
  public DirectoryGenerator(long seed, List<String> domains) {
    this.random = new Random(seed);
    this.domains = List.copyOf(domains);
  }

  /** A new directory of this size. */
  public static SandboxDirectory directory(long seed, int users, int groups, int members) {
    SandboxDirectory directory = new SandboxDirectory(seed);
    new DirectoryGenerator(seed).fill(directory, users, groups, members);
    return directory;
  }

  /**
   * Adds users, groups and direct memberships, about a tenth of which nest groups.
   *
   * @param members in all groups together
   */
  public void fill(SandboxDirectory directory, int users, int groups, int members) {
    List<String> userIds = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      userIds.add(directory.add(Kind.USER, user()));
    }
    List<String> groupIds = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      groupIds.add(directory.add(Kind.GROUP, group()));
    }
    for (int i = 0; i < members && groups > 0 && users > 0; i++) {
      List<String> from = random.nextInt(10) == 0 ? groupIds : userIds;
      directory.join(pick(groupIds), pick(from));
    }
  }

  /** A person, a guest, or somebody without mailbox. */
  public Map<String, @Nullable Object> user() {
    number++;
    String given = name();
    String surname = name();
    String local = ascii(given) + "." + ascii(surname) + number;
    Map<String, @Nullable Object> user = new LinkedHashMap<>();
    boolean guest = random.nextInt(12) == 0;
    String domain = domains.get(0);
    user.put(
        "userPrincipalName",
        guest ? local + "_partner.example#EXT#@" + domains.get(1) : local + "@" + domain);
    user.put("displayName", random.nextInt(9) == 0 ? pick(ODD) : given + " " + surname);
    if (random.nextInt(10) > 0) {
      user.put("givenName", given);
      user.put("surname", surname);
    }
    user.put("accountEnabled", random.nextInt(8) > 0);
    if (random.nextInt(20) > 0) {
      user.put("userType", guest ? "Guest" : "Member");
    }
    if (random.nextInt(6) > 0) {
      user.put("mail", guest ? local + "@partner.example" : local + "@" + domain);
      user.put("proxyAddresses", guest ? List.of() : addresses(local));
      user.put("assignedLicenses", licenses());
    }
    if (random.nextBoolean()) {
      user.put("department", pick(List.of("Dispatch", "Foundry", "Payroll", "")));
      user.put("jobTitle", pick(List.of("Welder", "Clerk", "Head of Payroll")));
      user.put("businessPhones", List.of("+49 30 " + (1000 + random.nextInt(9000))));
    }
    if (random.nextInt(3) == 0) {
      user.put("onPremisesSyncEnabled", random.nextBoolean());
    }
    return user;
  }

  /** A group of one of the four kinds. */
  public Map<String, @Nullable Object> group() {
    number++;
    String name = name() + " " + pick(List.of("Team", "List", "Board", "Crew"));
    String nickname = ascii(name) + number;
    boolean unified = random.nextInt(3) == 0;
    boolean mail = unified || random.nextInt(3) > 0;
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("displayName", name);
    group.put("mailNickname", nickname);
    group.put("mailEnabled", mail);
    group.put("securityEnabled", !mail || random.nextBoolean());
    group.put("groupTypes", unified ? List.of("Unified") : List.of());
    if (mail) {
      group.put("mail", nickname + "@" + domains.get(0));
      group.put("proxyAddresses", addresses(nickname));
    }
    if (random.nextInt(3) == 0) {
      group.put("description", "Made up, " + name);
    }
    return group;
  }

  /** Exactly one primary address among others, in any order. */
  public List<String> addresses(String local) {
    List<String> all = new ArrayList<>();
    all.add("SMTP:" + local + "@" + domains.get(0));
    for (int i = random.nextInt(3); i > 0; i--) {
      all.add("smtp:" + local + "-" + i + "@" + pick(domains));
    }
    if (random.nextInt(3) == 0) {
      all.add("SIP:" + local + "@" + domains.get(0));
      all.add("X500:/o=Lindenau/cn=" + local);
    }
    java.util.Collections.shuffle(all, random);
    return List.copyOf(all);
  }

  private List<Map<String, Object>> licenses() {
    return random.nextInt(4) == 0
        ? List.of()
        : List.of(
            Map.of("skuId", pick(LICENSES), "disabledPlans", List.of(new UUID(1, 2).toString())));
  }

  private String name() {
    return pick(START) + pick(END);
  }

  private static String ascii(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
