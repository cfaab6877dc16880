package io.rollcall.bench;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Contacts as address books have them, the same for the same number and edition, and as the JSON
 * that Graph answers with. Names are made of syllables, so that no dictionary of names has them.
 */
final class BenchContacts {
  private static final String[] SYLLABLES =
      ("ba be bi bo bra bre da de dis dor el en fa fer fin ga gel gor ha hel hin ja jo ka kel kin"
              + " kro la le lin lo ma mel min mor na nel nor o pa per pi qua ra rel rin ro sa sel sin"
              + " sta ta tel tin tro u va vel vin wa wel win xa za zel")
          .split(" ");
  private static final JsonMapper JSON = JsonMapper.shared();

  private BenchContacts() {}

  /** Graph's immutable id, 152 characters of which the first are the mailbox's. */
  static String id(int number) {
    byte[] bytes = new byte[50];
    new Random(31L * number + 7).nextBytes(bytes);
    String own = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return ("AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A" + "b7Qm0x4kTUeGdIuZy3vYhAAB".repeat(3) + own)
        .substring(0, 152);
  }

  /**
   * A contact.
   *
   * @param edition another one has another phone, note and job
   */
  static ContactCard card(int number, int edition) {
    Random fixed = new Random(number);
    Random changing = new Random(number + 1_000_003L * edition);
    String given = word(fixed, 2);
    String surname = word(fixed, 3);
    String company = word(fixed, 3) + " " + word(fixed, 2) + " GmbH";
    String domain = company.split(" ", -1)[0].toLowerCase(Locale.ROOT) + ".example";
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.put(ContactField.DISPLAY_NAME, given + " " + surname);
    values.put(ContactField.FILE_AS, surname + ", " + given);
    values.put(ContactField.GIVEN_NAME, given);
    values.put(ContactField.SURNAME, surname);
    values.put(ContactField.COMPANY_NAME, company);
    values.put(ContactField.DEPARTMENT, word(fixed, 3));
    values.put(ContactField.JOB_TITLE, word(changing, 4));
    List<ContactEmail> emails = new ArrayList<>();
    emails.add(email(given + " " + surname, given + "." + surname + "@" + domain));
    if (fixed.nextInt(3) == 0) {
      emails.add(email(given, word(fixed, 3) + fixed.nextInt(100) + "@mail.example"));
    }
    values.put(ContactField.EMAIL_ADDRESSES, emails);
    values.put(ContactField.BUSINESS_PHONES, List.of(phone(changing)));
    values.put(ContactField.MOBILE_PHONE, phone(fixed));
    values.put(
        ContactField.BUSINESS_ADDRESS,
        new ContactAddress(
            word(fixed, 3) + " " + (1 + fixed.nextInt(200)),
            word(fixed, 3),
            word(fixed, 2),
            String.valueOf(10_000 + fixed.nextInt(89_999)),
            word(fixed, 2)));
    if (fixed.nextInt(4) == 0) {
      values.put(ContactField.BIRTHDAY, LocalDate.of(1940, 1, 1).plusDays(fixed.nextInt(25_000)));
    }
    if (fixed.nextInt(3) == 0) {
      values.put(ContactField.CATEGORIES, List.of(word(fixed, 2)));
    }
    if (changing.nextInt(2) == 0) {
      StringBuilder note = new StringBuilder();
      for (int i = 0; i < 4 + changing.nextInt(16); i++) {
        note.append(word(changing, 1 + changing.nextInt(3))).append(' ');
      }
      values.put(ContactField.PERSONAL_NOTES, note.toString().strip());
    }
    return new ContactCard(values);
  }

  private static ContactEmail email(String name, String address) {
    return new ContactEmail(name, address.toLowerCase(Locale.ROOT));
  }

  private static String phone(Random random) {
    return "+%d %d %d"
        .formatted(
            30 + random.nextInt(60),
            100 + random.nextInt(900),
            1_000_000 + random.nextInt(9_000_000));
  }

  private static String word(Random random, int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
    return word.toString();
  }

  /** As Graph answers, with all properties that it has for every contact. */
  static byte[] json(int number, int edition) {
    ContactCard card = card(number, edition);
    byte[] change = new byte[21];
    new Random(number * 17L + edition).nextBytes(change);
    String changeKey = Base64.getEncoder().encodeToString(change);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@odata.etag", "W/\"" + changeKey + "\"");
    json.put("id", id(number));
    json.put("createdDateTime", "2024-05-06T07:08:09Z");
    json.put("lastModifiedDateTime", "2025-0%d-02T03:04:05Z".formatted(1 + edition % 9));
    json.put("changeKey", changeKey);
    for (ContactField field : ContactField.values()) {
      if (field.shape() != ContactField.Shape.EXTENDED) {
        json.put(
            field.graphName(),
            card.values()
                .getOrDefault(field, field.shape() == ContactField.Shape.TEXTS ? List.of() : ""));
      }
    }
    return JSON.writeValueAsBytes(json);
  }
}
