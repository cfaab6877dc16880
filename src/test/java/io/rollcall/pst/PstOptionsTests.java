package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PstOptionsTests {
  private static final PstOptions DEFAULTS = PstOptions.defaults(Clock.systemUTC());

  @Test
  void splitsAtTenGigabytesByDefault() {
    assertThat(DEFAULTS.splitBytes()).isEqualTo(10_000_000_000L);
    assertThat(DEFAULTS.splitContacts()).isEqualTo(1_000_000);
    assertThat(DEFAULTS.encoded()).isTrue();
    assertThat(DEFAULTS.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(DEFAULTS.storeName()).isEqualTo("Contacts");
  }

  @Test
  void takesOtherValues() {
    Random random = new Random(1);
    ZoneId zone = ZoneId.of("Asia/Tokyo");

    assertThat(
            DEFAULTS
                .withSplit(1 << 20, 5)
                .withEncoded(false)
                .withZone(zone)
                .withStoreName("ada@example.org")
                .withRandom(random))
        .isEqualTo(
            new PstOptions(1 << 20, 5, false, zone, "ada@example.org", DEFAULTS.clock(), random));
  }

  @Test
  void refusesFilesThatAreTooSmall() {
    assertThatThrownBy(() -> DEFAULTS.withSplit(1000, 1))
        .hasMessage("files of 1000 bytes; at least 1 MB");
    assertThatThrownBy(() -> DEFAULTS.withSplit(1 << 20, 0)).hasMessage("files of 0 contacts");
  }
}
