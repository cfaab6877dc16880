package io.rollcall.sandbox;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An Exchange organization that never existed, as an export. The line of object i depends on the
 * seed, on i and on the changes made to the objects it names, never on the file it is written to;
 * so two exports differ exactly in what was changed between them. Not for several threads.
 */
public final class ExportGenerator {
  private static final Change NONE = new Change(null, null, 0, 0, false);

  private final World world;
  private int objects;

  /** What was changed on an object since it was first generated. */
  record Change(
      @Nullable String displayName,
      @Nullable Integer quotaGigabytes,
      int generation,
      int renames,
      boolean deleted) {}

  /** What the lines of all objects depend on. */
  record World(
      long seed,
      String organization,
      List<String> domains,
      int base,
      Map<Integer, Change> changes) {

    Change change(int i) {
      return changes.getOrDefault(i, NONE);
    }
  }

  /**
   * @param domains the accepted domains, at least one; the first is the default
   * @param objects how many objects the organization begins with, from 1
   */
  public ExportGenerator(long seed, String organization, List<String> domains, int objects) {
    if (objects < 1 || domains.isEmpty()) {
      throw new IllegalArgumentException("needs a domain and an object");
    }
    this.world = new World(seed, organization, List.copyOf(domains), objects, new HashMap<>());
    this.objects = objects;
  }

  /** All objects ever made; the deleted ones count. Valid indices are below it. */
  public int size() {
    return objects;
  }

  public boolean exists(int i) {
    return !world.change(checked(i)).deleted();
  }

  public RecipientType type(int i) {
    return object(i).type();
  }

  public UUID guid(int i) {
    return object(i).guid();
  }

  public String primaryAddress(int i) {
    return object(i).primaryAddress();
  }

  /** The first mailbox, list or contact at or after an index that exists. */
  public int find(ObjectKind kind, int from) {
    for (int i = from; i < objects; i++) {
      if (exists(i) && type(i).kind() == kind) {
        return i;
      }
    }
    throw new IllegalArgumentException("no " + kind.key() + " from " + from + " on");
  }

  /** Gives object i another display name. */
  public ExportGenerator displayName(int i, String name) {
    Change c = world.change(checked(i));
    return put(i, new Change(name, c.quotaGigabytes(), c.generation(), c.renames(), c.deleted()));
  }

  /** Gives mailbox i a quota of its own. */
  public ExportGenerator quota(int i, int gigabytes) {
    if (type(i).kind() != ObjectKind.MAILBOX) {
      throw new IllegalArgumentException("object " + i + " is no mailbox");
    }
    Change c = world.change(i);
    return put(i, new Change(c.displayName(), gigabytes, c.generation(), c.renames(), c.deleted()));
  }

  /** Takes object i out of the organization, and out of every list and setting that named it. */
  public ExportGenerator delete(int i) {
    Change c = world.change(checked(i));
    return put(
        i, new Change(c.displayName(), c.quotaGigabytes(), c.generation(), c.renames(), true));
  }

  /** Deletes object i and makes it anew: other GUIDs, the same names and addresses. */
  public ExportGenerator recreate(int i) {
    Change c = world.change(checked(i));
    return put(
        i, new Change(c.displayName(), c.quotaGigabytes(), c.generation() + 1, c.renames(), false));
  }

  /** Gives object i another primary address; the former one stays as a secondary one. */
  public ExportGenerator rename(int i) {
    Change c = world.change(checked(i));
    return put(
        i,
        new Change(
            c.displayName(), c.quotaGigabytes(), c.generation(), c.renames() + 1, c.deleted()));
  }

  /** Adds objects behind the last one. No line of the others changes. */
  public ExportGenerator add(int count) {
    objects += count;
    return this;
  }

  /** The record line of object i, without a line end. */
  public String line(int i) {
    return object(i).line();
  }

  /** Writes the export; gzip when the name ends with {@code .gz}. Memory does not grow with it. */
  public void write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        Writer writer = writer(file, out)) {
      Map<ObjectKind, Long> counts = new EnumMap<>(ObjectKind.class);
      writer.append(header()).append('\n');
      for (int i = 0; i < objects; i++) {
        if (exists(i)) {
          GeneratedObject object = object(i);
          writer.append(object.line()).append('\n');
          counts.merge(object.type().kind(), 1L, Long::sum);
        }
      }
      writer.append(trailer(counts)).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Writer writer(Path file, OutputStream out) throws IOException {
    OutputStream target =
        file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    return new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), 1 << 18);
  }

  private String header() {
    return new JsonText()
        .open()
        .put("type", "header")
        .put("format", "rollcall-exchange-export")
        .put("version", 1)
        .put("organization", world.organization())
        .put("source", "on-premises")
        .put("host", "mgmt01." + world.domains().get(0))
        .put("exchangeVersion", "Version 15.2 (Build 1544.4)")
        .put("startedAt", "2026-01-05T02:00:00.0000000Z")
        .close()
        .toString();
  }

  private static String trailer(Map<ObjectKind, Long> counts) {
    JsonText json = new JsonText().open().put("type", "trailer").open("counts");
    for (ObjectKind kind : ObjectKind.values()) {
      json.put(kind.key(), counts.getOrDefault(kind, 0L));
    }
    return json.close().put("finishedAt", "2026-01-05T02:20:00.0000000Z").close().toString();
  }

  private GeneratedObject object(int i) {
    return new GeneratedObject(world, checked(i));
  }

  private ExportGenerator put(int i, Change change) {
    world.changes().put(i, change);
    return this;
  }

  private int checked(int i) {
    if (i < 0 || i >= objects) {
      throw new IndexOutOfBoundsException(i + " of " + objects);
    }
    return i;
  }
}
