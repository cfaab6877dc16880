package io.rollcall.crash;

import io.rollcall.crash.World.Shape;
import io.rollcall.crash.World.Task;
import io.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A MySQL server of its own, with a site on which histories are played one after the other. */
final class ChaosGround implements AutoCloseable {
  private final Path folder;
  private final List<Shape> shapes;
  private final Duration freeze;
  private final PrivateServer server;
  private final CrashSite site;
  private final Map<Integer, World> worlds = new HashMap<>();

  /**
   * @param folder made when it does not exist; the logs of histories that went wrong stay in it
   * @param shapes the worlds to play in, by turns
   * @param freeze how long a frozen MySQL stays so
   */
  ChaosGround(Path folder, List<Shape> shapes, Duration freeze) throws SQLException, IOException {
    this.folder = folder;
    this.shapes = shapes;
    this.freeze = freeze;
    server = new PrivateServer(folder.resolve("mysql"));
    try {
      site =
          new CrashSite(
              folder.resolve("home"), 0, TestDatabase.at(server.start()), World.ORGANIZATIONS);
    } catch (SQLException | IOException | RuntimeException | AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** Plays the history of a number, which is the same whatever was played before. */
  ChaosRow play(long seed, int number) throws Exception {
    int place = ChaosHistory.world(number, shapes.size());
    World world = worlds.get(place);
    if (world == null) {
      world = new World(site, shapes.get(place), "world" + place);
      worlds.put(place, world);
    }
    Task task = ChaosHistory.task(number, shapes.size());
    EndState expected = world.expected(task);
    world.begin(task);
    Files.deleteIfExists(site.home().file("logs/rollcall.log"));
    ChaosHistory history = ChaosHistory.of(seed, number, task, expected);

    long begin = System.nanoTime();
    ChaosPlay play = new ChaosPlay(site, server, world.job(), history, freeze);
    play.play();
    double seconds = (System.nanoTime() - begin) / 1e9;

    List<String> faults = new ArrayList<>(play.faults());
    SentMails mails = new SentMails(0, 0, 0, List.of());
    if (faults.isEmpty()) {
      mails = SentMails.settle(site, play.operator());
      faults.addAll(mails.faults());
    }
    EndState end = EndState.of(site);
    long runs =
        site.number(
            site.since(
                "SELECT COUNT(*) FROM runner_run WHERE id > {run} AND status <> 'ALREADY_RUNNING'"));
    faults.addAll(end.differences(expected, runs == 1));
    faults.addAll(Leftovers.of(site));
    long again = runs == 1 ? writtenAgain(end, expected, play.hits().size(), faults) : 0;
    if (!faults.isEmpty()) {
      keepLog(seed, number);
    }
    return new ChaosRow(
        history,
        world.toString(),
        play.hits(),
        play.actions(),
        runs,
        seconds,
        again,
        mails,
        faults);
  }

  /** At most one chunk for each step and injection. */
  private static long writtenAgain(
      EndState end, EndState expected, int injections, List<String> faults) {
    Map<String, Long> again = end.writtenAgain(expected);
    again.forEach(
        (step, items) -> {
          if (items < 0 || items > (long) CrashSite.CHUNK * injections) {
            faults.add("%s wrote %+d items more than needed".formatted(step, items));
          }
        });
    return again.values().stream().mapToLong(items -> items).sum();
  }

  private void keepLog(long seed, int number) throws IOException {
    Path log = site.home().file("logs/rollcall.log");
    if (Files.exists(log)) {
      Files.copy(
          log,
          folder.resolve("seed-%d-history-%d.log".formatted(seed, number)),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      site.close();
    } finally {
      server.close();
    }
  }
}
