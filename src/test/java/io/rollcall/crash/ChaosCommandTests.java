package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.crash.World.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five small histories; {@code scripts/chaos} plays any number of larger ones. */
class ChaosCommandTests {
  private static final long SEED = 16;
  private static final Duration FREEZE = Duration.ofSeconds(3);

  @TempDir static Path folder;
  private static ChaosGround ground;

  @BeforeAll
  static void start() throws Exception {
    ground = new ChaosGround(folder, List.of(new Shape(51, List.of(500, 300))), FREEZE);
  }

  @AfterAll
  static void close() throws Exception {
    ground.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 8})
  void whateverHappensTheEndIsTheUndisturbedRuns(int number) throws Exception {
    ChaosRow row = ground.play(SEED, number);

    assertThat(row.faults()).as(row.toString()).isEmpty();
    assertThat(row.hits()).as(row.toString()).anyMatch(ChaosPlay.Hit::happened);
  }
}
