package io.rollcall.backendsync;

import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;

class EmbeddedJobTests extends BackendSyncContract {
  @Override
  TestDatabase database(Path folder) {
    return TestDatabase.embedded(folder);
  }
}
