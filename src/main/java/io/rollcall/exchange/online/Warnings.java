package io.rollcall.exchange.online;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the service warns of, each once. Safe for several threads. */
final class Warnings {
  /** More of them say nothing new to a reader of a report. */
  private static final int MOST = 100;

  private final Set<String> all = new LinkedHashSet<>();

  synchronized void add(String cmdlet, String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (!line.isEmpty() && all.size() < MOST) {
      all.add(cmdlet + ": " + line);
    }
  }

  synchronized List<String> all() {
    return new ArrayList<>(all);
  }
}
