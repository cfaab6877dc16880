package io.rollcall.exchange;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object's RecipientTypeDetails means here: known with a type, excluded (system mailboxes,
 * role groups, objects that live elsewhere or are not mailboxes, lists or contacts), or unknown.
 *
 * @param type null unless the verdict is KNOWN
 */
public record Classification(Verdict verdict, @Nullable RecipientType type) {

  /** What is to be done with an object of that type. */
  public enum Verdict {
    KNOWN,
    EXCLUDED,
    UNKNOWN
  }

  private static final Classification EXCLUDED = new Classification(Verdict.EXCLUDED, null);
  private static final Classification UNKNOWN = new Classification(Verdict.UNKNOWN, null);

  /**
   * Bits of msExchRecipientTypeDetails from the lowest on. An object carries exactly one of them,
   * so a number with two bits is unknown; beyond 31 bits it must be read as a 64-bit integer.
   */
  private static final String[] NAMES_BY_BIT = {
    "UserMailbox",
    "LinkedMailbox",
    "SharedMailbox",
    "LegacyMailbox",
    "RoomMailbox",
    "EquipmentMailbox",
    "MailContact",
    "MailUser",
    "MailUniversalDistributionGroup",
    "MailNonUniversalGroup",
    "MailUniversalSecurityGroup",
    "DynamicDistributionGroup",
    "PublicFolder",
    "SystemAttendantMailbox",
    "SystemMailbox",
    "MailForestContact",
    "User",
    "Contact",
    "UniversalDistributionGroup",
    "UniversalSecurityGroup",
    "NonUniversalGroup",
    "DisabledUser",
    "MicrosoftExchange",
    "ArbitrationMailbox",
    "MailboxPlan",
    "LinkedUser",
    "",
    "",
    "RoomList",
    "DiscoveryMailbox",
    "RoleGroup",
    "RemoteUserMailbox",
    "Computer",
    "RemoteRoomMailbox",
    "RemoteEquipmentMailbox",
    "RemoteSharedMailbox",
    "PublicFolderMailbox",
    "TeamMailbox",
    "RemoteTeamMailbox",
    "MonitoringMailbox",
    "GroupMailbox",
    "LinkedRoomMailbox",
    "AuditLogMailbox",
    "RemoteGroupMailbox",
    "SchedulingMailbox",
    "GuestMailUser",
    "AuxAuditLogMailbox",
    "SupervisoryReviewPolicyMailbox"
  };

  private static final Map<String, RecipientType> KNOWN =
      Map.ofEntries(
          entry("usermailbox", RecipientType.USER),
          entry("legacymailbox", RecipientType.USER),
          entry("linkedmailbox", RecipientType.LINKED),
          entry("sharedmailbox", RecipientType.SHARED),
          entry("roommailbox", RecipientType.ROOM),
          entry("linkedroommailbox", RecipientType.ROOM),
          entry("equipmentmailbox", RecipientType.EQUIPMENT),
          entry("mailuniversaldistributiongroup", RecipientType.LIST_SIMPLE),
          entry("mailnonuniversalgroup", RecipientType.LIST_SIMPLE),
          entry("mailuniversalsecuritygroup", RecipientType.LIST_SECURITY),
          entry("dynamicdistributiongroup", RecipientType.LIST_DYNAMIC),
          entry("roomlist", RecipientType.LIST_ROOM),
          entry("mailcontact", RecipientType.CONTACT));

  private static final Map<String, Classification> BY_NAME = byName();

  /**
   * Classifies RecipientTypeDetails.
   *
   * @param details Exchange's word in any case, or the number of msExchRecipientTypeDetails as text
   */
  public static Classification of(String details) {
    Classification exact = BY_NAME.get(details);
    if (exact != null) {
      return exact;
    }
    String text = details.trim();
    if (!text.isEmpty() && text.length() < 20 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      text = nameOf(text);
    }
    return BY_NAME.getOrDefault(text.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Exchange's word for a number of msExchRecipientTypeDetails; what has none stays as it is. */
  public static String word(String digits) {
    String word = nameOf(digits);
    return word.isEmpty() ? digits : word;
  }

  private static String nameOf(String digits) {
    long number;
    try {
      number = Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return "";
    }
    int bit = Long.numberOfTrailingZeros(number);
    return Long.bitCount(number) == 1 && bit < NAMES_BY_BIT.length ? NAMES_BY_BIT[bit] : "";
  }

  private static Map<String, Classification> byName() {
    Map<String, Classification> map = new HashMap<>();
    for (String name : NAMES_BY_BIT) {
      if (!name.isEmpty()) {
        String lower = name.toLowerCase(Locale.ROOT);
        RecipientType type = KNOWN.get(lower);
        Classification meaning = type == null ? EXCLUDED : new Classification(Verdict.KNOWN, type);
        map.put(lower, meaning);
        map.put(name, meaning);
      }
    }
    return Map.copyOf(map);
  }
}
