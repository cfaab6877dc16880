package io.rollcall.architecture.violations;

/** May do what no other class may; no rule names it. */
final class Rollcall {

  private Rollcall() {}

  static void main() {
    System.out.println("allowed here");
    System.exit(0);
  }
}
