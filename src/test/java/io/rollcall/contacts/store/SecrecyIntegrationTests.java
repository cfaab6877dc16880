package io.rollcall.contacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.ExtremeContacts;
import io.rollcall.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has the tables and not the key learns nothing of a person. */
class SecrecyIntegrationTests {
  private static final ExtremeContacts CONTACTS = new ExtremeContacts(77);
  private static final byte[] PHOTO = "a photo of a person".getBytes(StandardCharsets.UTF_8);

  private static String personal(String word) {
    return "personal " + word;
  }

  @ParameterizedTest
  @EnumSource
  void nothingPersonalIsInAnyTable(StoreDatabase database) throws Exception {
    StoredMailbox box = new StoredMailbox(database.home(), "user-of-anna");
    Set<String> secrets = new LinkedHashSet<>();
    List<Observed> contacts =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    StoredMailbox.observed(
                        "graph-id-" + i,
                        CONTACTS.card(i),
                        i % 2 == 0 ? Observed.Photo.of(PHOTO) : Observed.Photo.none()))
            .toList();
    contacts.forEach(one -> CardText.values(one.card()).forEach(secrets::add));
    contacts.forEach(one -> secrets.add(one.graphId()));
    FolderState folder = new FolderState("graph-folder", null, personal("folder"), false);
    SnapshotWriting writing = box.begin();
    writing.folders(List.of(folder));
    writing.put("graph-folder", contacts);
    writing.finish(Map.of("graph-folder", personal("link")));
    secrets.addAll(
        List.of(
            folder.name(),
            folder.graphId(),
            personal("link"),
            box.mailbox.address(),
            box.mailbox.graphId(),
            new String(PHOTO, StandardCharsets.UTF_8)));
    // Shorter ones occur in random bytes.
    secrets.removeIf(secret -> secret.length() < 6 || secret.length() > 20_000);
    assertThat(secrets).hasSizeGreaterThan(200);

    byte[] dump = dump(box);

    Haystack haystack = new Haystack(dump);
    assertThat(haystack.has("acme".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(haystack.has(Arrays.copyOfRange(dump, 5_000, 5_020))).isTrue();
    for (String secret : secrets) {
      for (byte[] form : forms(secret)) {
        assertThat(haystack.has(form)).as(secret).isFalse();
      }
    }
  }

  /** As it may be written, and what somebody who guesses could compare. */
  private static List<byte[]> forms(String secret) throws Exception {
    byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
    List<byte[]> forms = new ArrayList<>();
    forms.add(utf8);
    forms.add(secret.getBytes(StandardCharsets.UTF_16BE));
    forms.add(secret.getBytes(StandardCharsets.UTF_16LE));
    forms.add(base64(utf8));
    for (String text : List.of(secret, secret.toLowerCase(java.util.Locale.ROOT))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (byte[] hash :
          List.of(Sha256.of(bytes), MessageDigest.getInstance("MD5").digest(bytes))) {
        forms.add(Arrays.copyOf(hash, 16));
        forms.add(HexFormat.of().formatHex(hash, 0, 16).getBytes(StandardCharsets.UTF_8));
        forms.add(base64(Arrays.copyOf(hash, 15)));
      }
    }
    return forms;
  }

  private static byte[] base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encode(Arrays.copyOf(bytes, bytes.length / 3 * 3));
  }

  /** All bytes of all columns of all tables of contacts. */
  private static byte[] dump(StoredMailbox box) throws Exception {
    var out = new java.io.ByteArrayOutputStream();
    for (String table : List.of("key", "mailbox", "snapshot", "folder", "version", "photo")) {
      box.home
          .jdbc()
          .query(
              "SELECT * FROM contacts_" + table,
              row -> {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                  String type =
                      row.getMetaData().getColumnTypeName(i).toUpperCase(java.util.Locale.ROOT);
                  byte[] bytes =
                      type.contains("BIN") || type.contains("LOB") || type.contains("LARGE")
                          ? row.getBytes(i)
                          : String.valueOf(row.getString(i)).getBytes(StandardCharsets.UTF_8);
                  if (bytes != null) {
                    out.writeBytes(bytes);
                    out.write('\n');
                  }
                }
              });
    }
    return out.toByteArray();
  }

  /** Bytes in which to look many times. */
  private record Haystack(String text) {

    Haystack(byte[] bytes) {
      this(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    boolean has(byte[] needle) {
      return text.contains(new String(needle, StandardCharsets.ISO_8859_1));
    }
  }
}
