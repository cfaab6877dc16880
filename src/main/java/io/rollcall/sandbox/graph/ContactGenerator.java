package io.rollcall.sandbox.graph;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Fills mailboxes with invented contacts, as Graph's JSON has them: each field at its limits, names
 * in several scripts or none at all, addresses that are none, what is empty in each way that it can
 * be.
 */
public final class ContactGenerator {
  /** The bytes that a JPEG begins and ends with. */
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

  private static final String ADDRESS_SET = "{00062004-0000-0000-C000-000000000046} Id ";

  private static final List<String> GIVEN =
      List.of("Ada", "Bjørn", "Chloé", "Dvořák", "Ewa", "Fatma", "Gül", "Håkon", "Iñigo", "Jörg");
  private static final List<String> SURNAME =
      List.of("Lind", "Sørensen", "O'Neill", "Brandt-Köhler", "Nagy", "Şahin", "van der Berg");
  private static final List<String> COMPANIES =
      List.of("Lindenau Works", "Müller & Söhne GmbH", "Nordfoundry <East>", "株式会社青木");

  /** Right to left, combining, beyond the 16 bits, in need of escaping, and forbidden in JSON. */
  private static final List<String> ODD =
      List.of(
          "נועה בן־דוד",
          "Zoe\u0301 Mu\u0308ller",
          "👩‍🚀🦊 Fuchs",
          "\"Tip\" \\ /",
          "Ada\u0001Lind",
          "a\u202Eb",
          " lead and trail ",
          "tab\there");

  /** Exchange's own, and midnights from one end of the world to the other. */
  private static final List<String> BIRTHDAY_TIMES =
      List.of(
          "T11:59:00Z",
          "T00:00:00Z",
          "T00:00:00+01:00",
          "T00:00:00-05:00",
          "T00:00:00+11:00",
          "T00:00:00-11:00");

  private static final Map<String, List<String>> EXTENDED = extended();

  private final Random random;
  private int number;

  /**
   * @param seed the same one gives the same contacts
   */
  public ContactGenerator(long seed) {
    this.random = new Random(seed);
  }

  private static Map<String, List<String>> extended() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String tag :
        List.of(
            "3A21", "3A24", "3A25", "3A23", "3A1A", "3A1F", "3A02", "3A1E", "3A1D", "3A2C", "3A4B",
            "3A2D", "3A57", "3A2E")) {
      values.put("String 0x" + tag, List.of("+49 30 12", "ext. 7 ☎"));
    }
    for (String tag :
        List.of(
            "3A50", "3A4C", "3A43", "3A47", "3A4A", "3A07", "3A00", "3A0C", "3A0D", "3A5E",
            "3A64")) {
      values.put("String 0x" + tag, List.of("https://lindenau.example/~ada?x=1&y=2", "PO 12 🏠"));
    }
    values.put("SystemTime 0x3A41", List.of("2010-06-12T11:59:00Z"));
    values.put("Short 0x3A4D", List.of("1", "2"));
    values.put("Integer 0x0036", List.of("0", "2", "3"));
    for (String id : List.of("804A", "804F", "8050", "8051", "8052")) {
      values.put("String " + ADDRESS_SET + "0x" + id, List.of("Stand 4", "נועה"));
    }
    values.put("Integer " + ADDRESS_SET + "0x8006", List.of("-1", "32791"));
    values.put("Integer " + ADDRESS_SET + "0x8022", List.of("0", "2"));
    return values;
  }

  /**
   * Adds folders at several depths and contacts all over them, a tenth with photos.
   *
   * @param newFolders beside the default one
   */
  public void fill(SandboxMailbox mailbox, int newFolders, int contacts) {
    List<String> folders = new ArrayList<>(List.of(mailbox.defaultFolder()));
    for (int i = 0; i < newFolders; i++) {
      String parent = random.nextInt(3) == 0 ? null : pick(folders);
      folders.add(mailbox.addFolder(parent, folderName()));
    }
    for (int i = 0; i < contacts; i++) {
      String id = mailbox.add(pick(folders), contact());
      if (random.nextInt(10) == 0) {
        mailbox.photo(id, photo());
      }
    }
  }

  /** Some of them more than once. */
  private String folderName() {
    return pick(List.of("Suppliers", "Customers/EU", "משפחה", "🎄 Cards", "Suppliers", "Club"));
  }

  /** One contact, whatever it may say. */
  public Map<String, @Nullable Object> contact() {
    number++;
    Map<String, @Nullable Object> contact = new LinkedHashMap<>();
    switch (random.nextInt(8)) {
      case 0 -> contact.put("companyName", pick(COMPANIES));
      case 1 -> contact.put("emailAddresses", List.of(email()));
      case 2 -> full(contact);
      default -> usual(contact);
    }
    emptyInEachWay(contact);
    return contact;
  }

  /** One contact that says everything, with notes of a size. */
  public Map<String, @Nullable Object> contactWithNotes(int characters) {
    Map<String, @Nullable Object> contact = new LinkedHashMap<>();
    full(contact);
    String line = "Met at the foundry – נועה – 👩‍🚀\r\n";
    contact.put(
        "personalNotes", line.repeat(characters / line.length() + 1).substring(0, characters));
    return contact;
  }

  /** A small photo, another one each time. */
  public byte[] photo() {
    byte[] photo = new byte[200 + random.nextInt(800)];
    random.nextBytes(photo);
    System.arraycopy(JPEG, 0, photo, 0, JPEG.length);
    photo[photo.length - 2] = (byte) 0xFF;
    photo[photo.length - 1] = (byte) 0xD9;
    return photo;
  }

  private void usual(Map<String, @Nullable Object> contact) {
    String given = random.nextInt(5) == 0 ? pick(ODD) : pick(GIVEN);
    String surname = pick(SURNAME);
    contact.put("givenName", given);
    contact.put("surname", surname);
    contact.put("displayName", given + " " + surname);
    contact.put("fileAs", random.nextInt(4) == 0 ? "" : surname + ", " + given);
    contact.put("companyName", pick(COMPANIES));
    contact.put("emailAddresses", emails(random.nextInt(4)));
    contact.put("businessPhones", phones(random.nextInt(3)));
    contact.put("mobilePhone", phone());
    contact.put(
        "categories", random.nextBoolean() ? List.of("Green category", "VIP ★") : List.of());
    if (random.nextInt(3) == 0) {
      contact.put("birthday", birthday());
      contact.put("homeAddress", address());
    }
  }

  private void full(Map<String, @Nullable Object> contact) {
    usual(contact);
    for (String name : ContactJson.TEXTS) {
      contact.putIfAbsent(name, random.nextBoolean() ? pick(ODD) + number : name + " " + number);
    }
    contact.put("birthday", birthday());
    contact.put("children", List.of("Ida", "נועה"));
    contact.put("imAddresses", List.of("sip:ada@lindenau.example", "ada#1"));
    contact.put("emailAddresses", emails(3));
    contact.put("businessPhones", phones(2));
    contact.put("homePhones", phones(2));
    contact.put("categories", List.of("Red category"));
    contact.put("businessAddress", address());
    contact.put("homeAddress", address());
    contact.put("otherAddress", Map.of("city", "Łódź"));
    List<Map<String, String>> extended = new ArrayList<>();
    EXTENDED.forEach((id, values) -> extended.add(Map.of("id", id, "value", pick(values))));
    contact.put(SandboxMailbox.EXTENDED, extended);
  }

  /** What says nothing is absent, null, an empty text, an empty list, an empty object. */
  private void emptyInEachWay(Map<String, @Nullable Object> contact) {
    for (String name : List.of("nickName", "profession", "spouseName")) {
      if (random.nextBoolean()) {
        contact.putIfAbsent(name, random.nextBoolean() ? "" : null);
      }
    }
    contact.putIfAbsent("otherAddress", random.nextBoolean() ? Map.of() : null);
    contact.putIfAbsent("homePhones", List.of());
    contact.putIfAbsent("businessAddress", Map.of("street", "", "city", ""));
  }

  private String birthday() {
    LocalDate day = LocalDate.of(1930 + random.nextInt(90), 1 + random.nextInt(12), 1);
    return day + pick(BIRTHDAY_TIMES);
  }

  private List<Map<String, String>> emails(int most) {
    List<Map<String, String>> emails = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      emails.add(email());
    }
    return emails;
  }

  /** A name without an address, and an address that is none of SMTP, occur. */
  private Map<String, String> email() {
    String address = "c" + number + "." + random.nextInt(1000) + "@partner.example";
    return switch (random.nextInt(6)) {
      case 0 -> Map.of("name", pick(ODD));
      case 1 -> Map.of("name", "Old colleague", "address", x500());
      case 2 -> Map.of("name", "", "address", address);
      default -> Map.of("name", pick(GIVEN), "address", address);
    };
  }

  private String x500() {
    return "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=" + number + "-ada";
  }

  private Map<String, String> address() {
    return Map.of(
        "street", "Lange Straße 7\r\nHinterhof",
        "city", "Köln",
        "state", "",
        "postalCode", "50667",
        "countryOrRegion", "Deutschland");
  }

  private List<String> phones(int most) {
    String[] phones = new String[most];
    Arrays.setAll(phones, i -> phone());
    return List.of(phones);
  }

  private String phone() {
    return "+49 (221) " + (100_000 + random.nextInt(900_000));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
