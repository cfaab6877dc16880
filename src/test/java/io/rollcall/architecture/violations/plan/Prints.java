package io.rollcall.architecture.violations.plan;

final class Prints {

  private Prints() {}

  static void out() {
    System.out.println();
  }

  static void err() {
    System.err.println();
  }
}
