package io.rollcall.sandbox.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A stand-in whose state lies in a file: it goes on where the last one on that file ended, on the
 * same port, and knows the delta links that were given before. So a job's file can name its address
 * for good. One process at a time.
 */
public final class StoredGraph implements AutoCloseable {
  private static final int FORMAT = 2;
  private static final int LINKS = 40;

  /** There is one for each folder of each mailbox. */
  private static final int CONTACT_LINKS = 5_000;

  /** Below those that systems give to outgoing connections, which come and go. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;

  /**
   * The file's content.
   *
   * @param starts how often it was opened: randomness differs each time, else ids came again
   */
  private record State(
      int format,
      String tenantId,
      String clientId,
      List<Trait> traits,
      int pageSize,
      int sliceSize,
      long seed,
      String name,
      List<String> domains,
      int port,
      int starts,
      long now,
      List<StoredEntry> objects,
      Map<String, DeltaRounds.RoundStart> deltaLinks,
      long mailboxesNow,
      List<StoredMailbox> mailboxes,
      Map<String, ContactRounds.RoundStart> contactLinks) {

    SandboxSettings settings() {
      Set<Trait> some = EnumSet.noneOf(Trait.class);
      some.addAll(traits);
      return new SandboxSettings(
          tenantId, clientId, some, pageSize, sliceSize, seed + 1_000_003L * starts, name, domains);
    }
  }

  private final Path file;
  private final State opened;
  private final SandboxDirectory directory;
  private final SandboxMailboxes mailboxes;
  private final SandboxGraph graph;
  private long saved;
  private long mailboxesSaved;
  private long linksSaved;

  private StoredGraph(Path file, State opened, Clock clock) {
    this.file = file;
    this.opened = opened;
    this.saved = opened.now();
    SandboxSettings settings = opened.settings();
    this.directory = SandboxDirectory.restored(settings.seed(), opened.now(), opened.objects());
    this.mailboxesSaved = opened.mailboxesNow();
    this.mailboxes =
        new SandboxMailboxes(
            directory, settings.seed(), clock, opened.mailboxesNow(), opened.mailboxes());
    this.graph =
        SandboxGraph.start(settings, directory, mailboxes, clock, opened.port(), this::save);
    this.graph.links().continueFrom(opened.deltaLinks());
    this.graph.links().continueFrom(opened.contactLinks());
  }

  /**
   * Where a stand-in will always be.
   *
   * @param graphUrl with the version, without a slash at its end
   * @param loginUrl without the tenant, without a slash at its end
   */
  public record Address(String graphUrl, String loginUrl) {

    static Address at(int port) {
      String base = "http://localhost:" + port;
      return new Address(base + "/v1.0", base + "/login");
    }
  }

  /** Writes the file of a stand-in that was never started, and gives it a port of its own. */
  public static Address create(Path file, SandboxSettings settings, SandboxDirectory directory) {
    int port = freePort(settings.seed());
    write(
        file,
        new State(
            FORMAT,
            settings.tenantId(),
            settings.clientId(),
            List.copyOf(settings.traits()),
            settings.pageSize(),
            settings.sliceSize(),
            settings.seed(),
            settings.name(),
            settings.domains(),
            port,
            1,
            directory.now(),
            directory.stored(),
            Map.of(),
            0,
            List.of(),
            Map.of()));
    return Address.at(port);
  }

  /**
   * Starts the stand-in of a file.
   *
   * @throws UncheckedIOException when the file cannot be read or is none of ours; with a {@link
   *     java.net.BindException} when its port is taken
   */
  public static StoredGraph open(Path file, Clock clock) {
    State state;
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      state = Reply.JSON.readValue(in, State.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (state.format() != FORMAT) {
      throw new UncheckedIOException(
          new IOException(file + " is of another version of the program: make it anew"));
    }
    return new StoredGraph(file, state, clock);
  }

  private static int freePort(long seed) {
    Random random = new Random(seed ^ ProcessHandle.current().pid());
    for (int attempt = 0; attempt < PORTS; attempt++) {
      int port = FIRST_PORT + random.nextInt(PORTS);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        // taken: the next one
      }
    }
    throw new IllegalStateException("no free port from " + FIRST_PORT + " on");
  }

  /** The server. */
  public SandboxGraph graph() {
    return graph;
  }

  /**
   * What it serves; changes are kept at the end of a round, by {@link #close}, and by {@link
   * #save}. Mailboxes, and links of their rounds, by the latter two alone: they are many.
   */
  public SandboxDirectory directory() {
    return directory;
  }

  /** Writes the state as it is now: the whole file or nothing. */
  public synchronized void save() {
    synchronized (directory) {
      write(
          file,
          new State(
              FORMAT,
              opened.tenantId(),
              opened.clientId(),
              opened.traits(),
              opened.pageSize(),
              opened.sliceSize(),
              opened.seed(),
              opened.name(),
              opened.domains(),
              opened.port(),
              opened.starts() + 1,
              directory.now(),
              directory.stored(),
              graph.links().newest(DeltaRounds.RoundStart.class, LINKS),
              mailboxes.now(),
              mailboxes.stored(),
              graph.links().newest(ContactRounds.RoundStart.class, CONTACT_LINKS)));
      saved = directory.now();
      mailboxesSaved = mailboxes.now();
      linksSaved = graph.links().given();
    }
  }

  private static void write(Path file, State state) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path unfinished = folder.resolve(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
        Reply.JSON.writeValue(out, state);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    graph.close();
    if (directory.now() != saved
        || mailboxes.now() != mailboxesSaved
        || graph.links().given() != linksSaved) {
      save();
    }
  }
}
