package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Mail addresses as people write them, checked before they are stored. */
final class Recipients {

  private Recipients() {}

  /**
   * Reads {@code ops@example.org} or {@code Night Desk <ops@example.org>}; a domain may have
   * non-ASCII letters.
   *
   * @throws RollcallException with {@link ExitCode#WRONG_USE} for anything else, line breaks, lists
   *     and groups included
   */
  static InternetAddress parse(String text) {
    try {
      InternetAddress[] found = InternetAddress.parse(text, false);
      if (text.chars().anyMatch(Character::isISOControl) || found.length != 1) {
        throw new AddressException("not exactly one address");
      }
      return checked(found[0]);
    } catch (AddressException | UnsupportedEncodingException | IllegalArgumentException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "\"" + printable(text) + "\" is no mail address: " + e.getMessage(),
          "write it like ops@example.org",
          e);
    }
  }

  /** The addresses, checked, each once, one a line. */
  static String toLines(List<String> addresses) {
    Set<String> lines = new LinkedHashSet<>();
    for (String address : addresses) {
      parse(address);
      lines.add(address.strip());
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a mail needs a recipient");
    }
    return String.join("\n", lines);
  }

  static List<String> fromLines(String lines) {
    return lines.lines().toList();
  }

  static InternetAddress[] parseAll(List<String> addresses) {
    return addresses.stream().map(Recipients::parse).toArray(InternetAddress[]::new);
  }

  /** Those of the addresses that are not among the given ones. */
  static List<String> without(List<String> addresses, jakarta.mail.Address[] done) {
    return addresses.stream().filter(a -> !Arrays.asList(done).contains(parse(a))).toList();
  }

  private static InternetAddress checked(InternetAddress address)
      throws AddressException, UnsupportedEncodingException {
    String bare = address.getAddress();
    int at = bare.lastIndexOf('@');
    if (at < 1 || address.isGroup()) {
      throw new AddressException("name@domain expected");
    }
    var ascii =
        new InternetAddress(bare.substring(0, at + 1) + IDN.toASCII(bare.substring(at + 1)), true);
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(ascii.getAddress())) {
      throw new AddressException("only its domain may have non-ASCII letters");
    }
    if (address.getPersonal() != null) {
      ascii.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
    }
    return ascii;
  }

  private static String printable(String text) {
    return OneLine.of(text, 200);
  }
}
