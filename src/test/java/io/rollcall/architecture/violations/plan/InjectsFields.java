package io.rollcall.architecture.violations.plan;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

class InjectsFields {
  @Autowired private Runnable autowired = () -> {};

  @Value("x")
  private String value = "";

  void use() {
    if (!value.isEmpty()) {
      autowired.run();
    }
  }
}
