package io.rollcall.contacts.store;

import io.rollcall.graph.ContactCard;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Compression;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sealed, before it is: canonical JSON, deflated with a dictionary of what contacts say.
 */
final class Content {
  /** Whatever was stored must be readable, however long a person's note is. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private static final Compression COMPRESSION =
      Compression.forKeeping(Content.class, "contact-dictionary-1.txt");

  private Content() {}

  /** A contact. */
  record Contact(
      String graphId, @Nullable Instant created, @Nullable Instant modified, ContactCard card) {}

  /** A mailbox. */
  record Identity(String graphId, String address) {}

  static byte[] contact(Observed contact, CanonicalJson card) {
    return deflated(
        new CanonicalJson()
            .open('{')
            .member("id", contact.graphId())
            .member("created", text(contact.created()))
            .member("modified", text(contact.modified()))
            .member("card", card)
            .close('}'));
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  static Contact contact(byte[] content) {
    return read(
        content,
        json ->
            new Contact(
                json.path("id").asString(),
                time(json, "created"),
                time(json, "modified"),
                CardJson.read(json.path("card"))));
  }

  private static @Nullable Instant time(JsonNode json, String name) {
    JsonNode time = json.get(name);
    return time == null ? null : Instant.parse(time.asString());
  }

  static CanonicalJson folder(
      String graphId, @Nullable Long parent, String name, boolean isDefault) {
    CanonicalJson json = new CanonicalJson().open('{').member("id", graphId);
    if (parent != null) {
      json.name("parent").value(parent);
    }
    json.name("name").value(name);
    return json.name("default").value(isDefault).close('}');
  }

  static Folders.Named folder(long number, byte[] content) {
    return read(
        content,
        json ->
            new Folders.Named(
                number,
                json.path("id").asString(),
                json.has("parent") ? json.path("parent").asLong() : null,
                json.path("name").asString(),
                json.path("default").asBoolean()));
  }

  static byte[] identity(Identity identity) {
    return deflated(
        new CanonicalJson()
            .open('{')
            .member("id", identity.graphId())
            .member("address", identity.address())
            .close('}'));
  }

  static Identity identity(byte[] content) {
    return read(
        content,
        json -> new Identity(json.path("id").asString(), json.path("address").asString("")));
  }

  static byte[] links(Map<String, String> links) {
    CanonicalJson json = new CanonicalJson().open('{');
    links.forEach((folder, link) -> json.name(folder).value(link));
    return deflated(json.close('}'));
  }

  static Map<String, String> links(byte[] content) {
    return read(
        content,
        json -> {
          Map<String, String> links = new LinkedHashMap<>();
          json.properties().forEach(one -> links.put(one.getKey(), one.getValue().asString()));
          return links;
        });
  }

  static byte[] deflated(CanonicalJson json) {
    return COMPRESSION.deflate(json.bytes());
  }

  /**
   * What is read has been authenticated: if it is not understood, then another program wrote it.
   */
  private static <T> T read(byte[] content, Function<JsonNode, T> reading) {
    try {
      return reading.apply(JSON.readTree(COMPRESSION.inflate(content)));
    } catch (JacksonException | IllegalArgumentException | IllegalStateException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "a contact's backup was written by a newer program, which this one does not understand",
          "use the newer program",
          e);
    }
  }
}
