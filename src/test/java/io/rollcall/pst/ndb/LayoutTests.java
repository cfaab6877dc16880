package io.rollcall.pst.ndb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayoutTests {

  @Test
  void placesTheOldMapsWhereProgramsLookForThem() {
    assertThat(sections(Layout::hasPageMap, 20)).containsExactly(0, 8, 16);
    assertThat(sections(Layout::hasFreeMap, 1200)).containsExactly(128, 624, 1120);
    assertThat(sections(Layout::hasFreePageMap, 40_000)).containsExactly(8192, 39_936);
    assertThat(Layout.mapBytes(1)).isEqualTo(512);
    assertThat(Layout.mapBytes(8)).isEqualTo(1024);
    assertThat(Layout.mapBytes(128)).isEqualTo(1536);
    assertThat(Layout.mapBytes(8192)).isEqualTo(1536);
  }

  @Test
  void hasNoSectionWithBothAFreeMapAndAFreePageMap() {
    assertThat(
            LongStream.range(0, 2_000_000)
                .filter(section -> Layout.hasFreeMap(section) && Layout.hasFreePageMap(section)))
        .isEmpty();
  }

  @Test
  void storesBlocksInWholeSlotsWithTheirTrailer() {
    assertThat(Layout.stored(1)).isEqualTo(64);
    assertThat(Layout.stored(48)).isEqualTo(64);
    assertThat(Layout.stored(49)).isEqualTo(128);
    assertThat(Layout.stored(Layout.PAYLOAD)).isEqualTo(8192);
  }

  private static long[] sections(LongPredicate has, long below) {
    return LongStream.range(0, below).filter(has).toArray();
  }
}
