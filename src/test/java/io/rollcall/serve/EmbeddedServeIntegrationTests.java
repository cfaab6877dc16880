package io.rollcall.serve;

import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;

class EmbeddedServeIntegrationTests extends ServeContract {

  @Override
  TestDatabase database(Path home) {
    return TestDatabase.embedded(home);
  }
}
