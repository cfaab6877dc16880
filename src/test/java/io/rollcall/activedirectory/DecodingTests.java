package io.rollcall.activedirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import io.rollcall.exchange.RecipientType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of Active Directory, byte by byte. */
class DecodingTests {
  private static final byte[] SEND_AS = HexFormat.of().parseHex("541a72ab2f1ed011981900aa0040529b");
  private static final byte[] RECEIVE_AS =
      HexFormat.of().parseHex("561a72ab2f1ed011981900aa0040529b");

  private static Entry entry(String... namesAndValues) {
    Attribute[] attributes = new Attribute[namesAndValues.length / 2];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = new Attribute(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
    }
    return new Entry(
        new com.unboundid.ldap.sdk.SearchResultEntry("CN=ada", Arrays.asList(attributes)));
  }

  @Test
  void aGuidHasItsFirstThreeFieldsInLittleEndian() {
    assertThat(Octets.guid(HexFormat.of().parseHex("00112233445566778899aabbccddeeff")))
        .isEqualTo(UUID.fromString("33221100-5544-7766-8899-aabbccddeeff"));
    assertThat(Octets.guid(new byte[16])).isNull();
    assertThat(Octets.guid(new byte[15])).isNull();
    assertThat(Octets.guid(null)).isNull();
  }

  private static byte[] sid(int... subAuthorities) {
    ByteBuffer out = ByteBuffer.allocate(8 + 4 * subAuthorities.length);
    out.put((byte) 1).put((byte) subAuthorities.length).putShort((short) 0).putInt(5);
    out.order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(subAuthorities).forEach(out::putInt);
    return out.array();
  }

  @Test
  void aSidIsReadWithUnsignedParts() {
    assertThat(Octets.sid(sid(21, -1, 2, 1001))).isEqualTo("S-1-5-21-4294967295-2-1001");
    assertThat(Octets.sid(sid(10))).isEqualTo("S-1-5-10");
    assertThat(Octets.sid(Arrays.copyOf(sid(21, 1), 12))).isNull();
    assertThat(Octets.sid(new byte[3])).isNull();
  }

  private static byte[] ace(int type, int flags, int mask, byte[] right, byte[] sid) {
    int size = (right == null ? 8 : 28) + sid.length;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) type).put((byte) flags).putShort((short) size).putInt(mask);
    if (right != null) {
      out.putInt(1).put(right);
    }
    return out.put(sid).array();
  }

  private static byte[] descriptor(byte[]... aces) {
    int size = 8 + Stream.of(aces).mapToInt(ace -> ace.length).sum();
    ByteBuffer out = ByteBuffer.allocate(20 + size).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1)
        .put((byte) 0)
        .putShort((short) 0x8004)
        .putInt(0)
        .putInt(0)
        .putInt(0)
        .putInt(20);
    out.put((byte) 4).put((byte) 0).putShort((short) size).putShort((short) aces.length);
    out.putShort((short) 0);
    Stream.of(aces).forEach(out::put);
    return out.array();
  }

  @Test
  void sendAsIsAnAllowedEntryOfTheObjectsOwn() throws Unreadable {
    byte[] descriptor =
        descriptor(
            ace(5, 0, 0x100, SEND_AS, sid(21, 1)),
            ace(5, 0, 0x100, SEND_AS, sid(21, 1)),
            ace(5, 0x10, 0x100, SEND_AS, sid(21, 2)), // inherited
            ace(6, 0, 0x100, SEND_AS, sid(21, 3)), // denied
            ace(5, 0, 0x100, RECEIVE_AS, sid(21, 4)),
            ace(5, 0, 0x100, SEND_AS, sid(10)), // itself
            ace(0, 0, 0xF01FF, null, sid(21, 5)), // full control
            ace(5, 0x0A, 0x100, SEND_AS, sid(21, 6)), // for children only
            ace(5, 0, 0x130, SEND_AS, sid(21, 7)));
    assertThat(SendAs.trustees(descriptor)).containsExactly("S-1-5-21-1", "S-1-5-21-7");
    assertThat(SendAs.trustees(descriptor())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"S-1-0-0", "S-1-5-11", "S-1-5-21-4294967295-2-3-500", "S-1-281474976710655-1"})
  void aSidIsTheSameThereAndBack(String sid) {
    assertThat(Octets.sid(Octets.ofSid(sid))).isEqualTo(sid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S-1", "ada", "S-2-5-11", "S-1-5-x"})
  void whatIsNoSidHasNoBytes(String text) {
    assertThat(Octets.ofSid(text)).isNull();
  }

  @Test
  void aDamagedDescriptorIsAFailedGroupAndNoEmptyOne() {
    byte[] whole = descriptor(ace(5, 0, 0x100, SEND_AS, sid(21, 1)));
    for (int length : new int[] {0, 4, 19, 25, 40, whole.length - 1}) {
      assertThatThrownBy(() -> SendAs.trustees(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isInstanceOf(Unreadable.class);
    }
    byte[] endless = whole.clone();
    endless[30] = 0; // an entry of no size
    assertThatThrownBy(() -> SendAs.trustees(endless)).isInstanceOf(Unreadable.class);
  }

  @Test
  void namesAreShownAsExchangeShowsThem() {
    assertThat(Names.canonical("CN=Ada Adler,OU=acme,OU=Hosting,DC=hosting,DC=example"))
        .isEqualTo("hosting.example/Hosting/acme/Ada Adler");
    assertThat(Names.canonical("CN=a\\,b/c,DC=x")).isEqualTo("x/a,b\\/c");
    assertThat(Names.canonical("no name")).isEqualTo("no name");
    assertThat(Names.first("CN=DB 01,CN=Databases,DC=x")).isEqualTo("DB 01");
    assertThat(Names.normalized("cn=Ada , ou=ACME")).isEqualTo(Names.normalized("CN=ada,OU=acme"));
  }

  @Test
  void typesBeyondThirtyTwoBitsAreComparedWhole() {
    assertThat(type("1099511627776")).isNull(); // GroupMailbox, not the user in its lower half
    assertThat(type("2199023255552")).isEqualTo(RecipientType.ROOM);
    assertThat(type("2")).isEqualTo(RecipientType.LINKED);
    assertThat(type("3")).isNull();
    assertThat(type("UserMailbox")).isNull();
    assertThat(RecipientTypes.word(entry(RecipientTypes.ATTRIBUTE, "268435456")))
        .isEqualTo("RoomList");
    assertThat(RecipientTypes.word(entry(RecipientTypes.ATTRIBUTE, "67108864")))
        .isEqualTo("67108864");
    assertThat(RecipientTypes.known().toString())
        .startsWith("(|(msExchRecipientTypeDetails=1)(msExchRecipientTypeDetails=2)")
        .contains("=2199023255552)")
        .doesNotContain("=8388608)");
  }

  private static RecipientType type(String number) {
    return RecipientTypes.of(entry(RecipientTypes.ATTRIBUTE, number));
  }

  @Test
  void kilobytesBecomeBytesAndAbsentIsUnlimited() throws Unreadable {
    Entry entry = entry("quota", "104857600", "big", "9223372036854775807", "word", "much");
    assertThat(entry.bytes("quota")).isEqualTo(107_374_182_400L);
    assertThat(entry.bytes("none")).isEqualTo("Unlimited");
    assertThatThrownBy(() -> entry.bytes("big")).isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> entry.bytes("word")).isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> entry.flag("word")).isInstanceOf(Unreadable.class);
    assertThat(Mailboxes.time("133497876000000000")).isEqualTo(133497876000000000L);
    assertThat(Mailboxes.time("20250913133531.0Z")).isEqualTo("20250913133531.0Z");
  }

  @Test
  void aPartOfTheValuesSaysWhereTheNextBegins() {
    var entry =
        new com.unboundid.ldap.sdk.Entry(
            "CN=team",
            new Attribute("member;range=0-1", "CN=a", "CN=b"),
            new Attribute("cn", "team"));
    Range first = Range.of(entry).get(0);
    assertThat(first.name()).isEqualTo("member");
    assertThat(first.isLast()).isFalse();
    assertThat(first.further()).isEqualTo("member;range=2-*");
    assertThat(part("member;Range=2-*").follows(first)).isTrue();
    assertThat(part("member;range=2-*").isLast()).isTrue();
    assertThat(part("member;range=0-1").follows(first)).isFalse();
    assertThat(part("member;range=3-*").follows(first)).isFalse();
  }

  private static Range part(String name) {
    return Range.of(new com.unboundid.ldap.sdk.Entry("CN=team", new Attribute(name, "CN=c")))
        .get(0);
  }

  @Test
  void controllersAreHostsWithOrWithoutAPort() {
    assertThat(Controller.parse("dc1.example").portFor(Security.LDAPS)).isEqualTo(636);
    assertThat(Controller.parse("dc1.example").portFor(Security.STARTTLS)).isEqualTo(389);
    assertThat(Controller.parse("dc1:3636")).isEqualTo(new Controller("dc1", 3636));
    assertThat(Controller.parse("[::1]:636")).isEqualTo(new Controller("::1", 636));
    for (String wrong : List.of("", "ldap://dc1", "dc1:", "dc1:0", "dc1:65536", "a b", "u@dc1")) {
      assertThatThrownBy(() -> Controller.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
