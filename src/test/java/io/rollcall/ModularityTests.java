package io.rollcall;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void everyRoomUsesOnlyTheRoomsItNames() {
    ApplicationModules.of(Rollcall.class).verify();
  }
}
