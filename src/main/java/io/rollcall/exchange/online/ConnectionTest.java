package io.rollcall.exchange.online;

import io.rollcall.entra.CloudException;
import io.rollcall.kernel.JobFamily.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Test Connection: the sign-in, a search, and each cmdlet that a reading needs, with its groups.
 */
record ConnectionTest(OnlineClient client, String organization) {
  private static final int SAMPLES = 3;

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(check("sign-in", this::signIn));
    if (!checks.get(0).passed()) {
      return checks;
    }
    List<Row> samples = new ArrayList<>();
    checks.add(check("search", () -> search(samples)));
    if (checks.get(1).passed()) {
      asked(samples)
          .forEach((groups, invocation) -> checks.add(check(groups, () -> tried(invocation))));
      checks.add(
          new Check(named("unified-messaging"), true, "not there: Exchange Online has none"));
    }
    return checks;
  }

  private interface Tried {
    String found();
  }

  private Check check(String what, Tried tried) {
    try {
      return new Check(named(what), true, tried.found());
    } catch (CloudException e) {
      String next = e.nextStep() == null ? "" : ". " + e.nextStep();
      return new Check(named(what), false, e.getMessage() + next);
    }
  }

  private String named(String what) {
    return what + " of " + organization;
  }

  private String signIn() {
    if (!client.mayManage()) {
      throw client.explanations().noAppRole();
    }
    return "signed in as the application, with the app role " + Explanations.ROLE;
  }

  private String search(List<Row> samples) {
    Invocation some = Invocation.ofSome("Get-Mailbox", SAMPLES, Cmdlets.MAILBOXES.select());
    samples.addAll(client.some(some));
    return samples.isEmpty()
        ? "the search finds no mailbox; the directory role is there"
        : "the search finds mailboxes: "
            + samples.stream()
                .limit(SAMPLES)
                .map(row -> String.valueOf(row.text("primarySmtpAddress")))
                .collect(Collectors.joining(", "));
  }

  /** By the groups that each fills. */
  private static Map<String, Invocation> asked(List<Row> samples) {
    Map<String, Invocation> asked = new LinkedHashMap<>();
    asked.put("names in references", Invocation.ofSome("Get-Recipient", 1, List.of("guid")));
    asked.put("notes", Invocation.ofSome("Get-Group", 1, List.of("guid")));
    asked.put("general (people)", Invocation.ofSome("Get-User", 1, List.of("guid")));
    asked.put("advanced.protocols", Invocation.ofSome("Get-CASMailbox", 1, List.of("guid")));
    samples.stream()
        .filter(row -> !row.guids().isEmpty())
        .findFirst()
        .ifPresent(
            row -> {
              String id = row.guids().get(0).toString();
              asked.put("permissions.full-access", Cmdlets.fullAccess(id));
              asked.put("permissions.send-as", Cmdlets.sendAs(id));
              asked.put("automatic-replies", Cmdlets.automaticReplies(id));
              asked.put("advanced.booking", Cmdlets.booking(id));
            });
    asked.put("lists", Invocation.ofSome("Get-DistributionGroup", 1, List.of("guid")));
    asked.put(
        "dynamic lists", Invocation.ofSome("Get-DynamicDistributionGroup", 1, List.of("guid")));
    asked.put("contacts", Invocation.ofSome("Get-MailContact", 1, List.of("guid")));
    asked.put("general (contacts)", Invocation.ofSome("Get-Contact", 1, List.of("guid")));
    return asked;
  }

  private String tried(Invocation invocation) {
    client.some(invocation);
    return "can be read with " + invocation.cmdlet();
  }
}
