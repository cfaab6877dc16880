package io.rollcall.serve;

import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;

class ServeIntegrationTests extends ServeContract {

  @Override
  TestDatabase database(Path home) {
    return TestDatabase.mysql();
  }
}
