package io.rollcall.contacts.store;

import io.rollcall.graph.ContactCard;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a contact says what somebody looks for: every word of it, in whatever field, in whatever
 * case and with or without accents. A word of at least four digits also finds phone numbers that
 * are written with other blanks and signs.
 */
public final class ContactSearch implements Predicate<ContactCard> {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Letters that Unicode does not take for a letter with a mark. */
  private static final Pattern WHOLE_LETTERS = Pattern.compile("[øłđðħıßæœþ]");

  private static final Pattern NO_DIGITS = Pattern.compile("\\D+");
  private static final Pattern PHONE = Pattern.compile("[+0-9 ()./-]{4,}");
  private static final int FEWEST_DIGITS = 4;

  private final List<String> words;
  private final String digits;

  /**
   * @param text at least one word
   */
  public ContactSearch(String text) {
    this.words =
        Pattern.compile("\\s+")
            .splitAsStream(folded(text))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("nothing to look for");
    }
    String all = NO_DIGITS.matcher(text).replaceAll("");
    this.digits =
        PHONE.matcher(text).matches() && all.length() >= FEWEST_DIGITS ? withoutZeros(all) : "";
  }

  @Override
  public boolean test(ContactCard card) {
    String said = folded(CardText.values(card).collect(Collectors.joining("\n")));
    return words.stream().allMatch(said::contains)
        || (!digits.isEmpty() && CardText.values(card).anyMatch(this::hasDigits));
  }

  private boolean hasDigits(String value) {
    for (String part : value.split(";", -1)) {
      if (PHONE.matcher(part.strip()).matches()
          && NO_DIGITS.matcher(part).replaceAll("").contains(digits)) {
        return true;
      }
    }
    return false;
  }

  /** 0170 and +49 170 are the same person's. */
  private static String withoutZeros(String number) {
    return number.replaceFirst("^0+(?=\\d{4})", "");
  }

  private static String folded(String text) {
    String lower =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    return WHOLE_LETTERS.matcher(lower).replaceAll(letter -> latin(letter.group().charAt(0)));
  }

  private static String latin(char letter) {
    return switch (letter) {
      case 'ø' -> "o";
      case 'ł' -> "l";
      case 'đ', 'ð' -> "d";
      case 'ħ' -> "h";
      case 'ı' -> "i";
      case 'ß' -> "ss";
      case 'æ' -> "ae";
      case 'œ' -> "oe";
      default -> "th";
    };
  }
}
