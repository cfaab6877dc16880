package io.rollcall.architecture.violations.plan;

final class PrintsStack {

  private PrintsStack() {}

  static void print(IllegalStateException e) {
    e.printStackTrace();
  }
}
