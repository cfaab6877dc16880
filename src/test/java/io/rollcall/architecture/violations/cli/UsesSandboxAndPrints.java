package io.rollcall.architecture.violations.cli;

import io.rollcall.architecture.violations.sandbox.StandIn;

/** Allowed in a command; no rule names it. */
public record UsesSandboxAndPrints(StandIn standIn) {

  void print() {
    System.out.println(standIn);
  }
}
