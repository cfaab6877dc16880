package io.rollcall.cli;

import io.rollcall.contacts.retention.RetentionPolicy;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** Which snapshots are kept, as options. */
final class RetentionOptions {
  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "The newest snapshots, whatever their age. Default: 9.")
  int last = 9;

  @Option(
      names = "--keep-hourly",
      paramLabel = "N",
      description = "The newest of each of the last N hours that have any. Default: 0.")
  int hourly;

  @Option(names = "--keep-daily", paramLabel = "N", description = "The same for days. Default: 30.")
  int daily = 30;

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      description = "The same for weeks, from Monday. Default: 12.")
  int weekly = 12;

  @Option(
      names = "--keep-monthly",
      paramLabel = "N",
      description = "The same for months. Default: 12.")
  int monthly = 12;

  @Option(
      names = "--keep-yearly",
      paramLabel = "N",
      description = "The same for years. Default: 3.")
  int yearly = 3;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The time zone in which days begin: Europe/Berlin. Default: UTC.")
  ZoneId zone = ZoneOffset.UTC;

  /** The policy; one that would keep nothing is wrong use. */
  RetentionPolicy policy() {
    try {
      return new RetentionPolicy(last, hourly, daily, weekly, monthly, yearly);
    } catch (IllegalArgumentException e) {
      throw Session.wrongUse(
          String.valueOf(e.getMessage()), "scripts/rollcall contacts prune --help");
    }
  }
}
