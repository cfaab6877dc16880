package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.directorysync.Entry.Address;
import io.rollcall.directorysync.EntryChange.AddressChange;
import io.rollcall.directorysync.EntryChange.FieldChange;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pages say of one object, put together and held against the panel's row. */
class MergingTests {
  private static Map<String, @Nullable Object> content(Object... values) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      content.put((String) values[i], values[i + 1]);
    }
    return content;
  }

  private static Observed part(Object... values) {
    return new Observed(Kind.USER, "u", true, false, content(values), "u");
  }

  private static Observed whole(Object... values) {
    return new Observed(Kind.USER, "u", true, true, content(values), "u");
  }

  private static Observed gone() {
    return new Observed(
        Kind.USER, "u", false, true, Map.of(Observed.REASON, Scope.Left.DELETED.name()), "u");
  }

  private static Entry user(Object... values) {
    return Entry.of(Kind.USER, "u", content(values));
  }

  @Test
  void theLastPageCountsFieldByField() {
    Observed merged =
        part("displayName", "new", "jobTitle", null).after(part("displayName", "old", "mail", "m"));
    assertThat(merged.content())
        .containsExactlyInAnyOrderEntriesOf(
            content("displayName", "new", "mail", "m", "jobTitle", null));
    assertThat(merged.present()).isTrue();
  }

  @Test
  void goneThenBackIsThereAndBackThenGoneIsNot() {
    assertThat(part("mail", "m").after(gone()).content()).isEqualTo(content("mail", "m"));
    assertThat(gone().after(part("mail", "m")).present()).isFalse();
  }

  @Test
  void aWholeReadReplacesWhatWasKnownInPart() {
    assertThat(whole("mail", "m").after(part("jobTitle", "t")).content())
        .isEqualTo(content("mail", "m"));
    Observed later = part("mail", "n").after(whole("mail", "m", "jobTitle", "t"));
    assertThat(later.whole()).isTrue();
    assertThat(later.content()).isEqualTo(content("mail", "n", "jobTitle", "t"));
  }

  @Test
  void overThePanelsRowAnAbsentFieldStaysAndANullClears() {
    Entry held =
        user(
            "displayName",
            "Ada",
            "jobTitle",
            "Clerk",
            "accountEnabled",
            true,
            "proxyAddresses",
            List.of("smtp:b@x.example", "SMTP:a@x.example"));
    Entry now = Entry.of(Kind.USER, "u", part("jobTitle", null, "mail", "m").over(held));
    assertThat(now)
        .isEqualTo(
            user(
                "displayName",
                "Ada",
                "mail",
                "m",
                "accountEnabled",
                true,
                "proxyAddresses",
                List.of("SMTP:a@x.example", "smtp:b@x.example")));
    Entry cleared = Entry.of(Kind.USER, "u", part("proxyAddresses", List.of()).over(held));
    assertThat(cleared.addresses()).isEmpty();
    assertThat(Entry.of(Kind.USER, "u", whole("mail", "m").over(held)))
        .isEqualTo(user("mail", "m"));
  }

  @Test
  void addressesAreTheSmtpOnesAlone() {
    Entry entry =
        user(
            "proxyAddresses",
            List.of(
                "SIP:a@x.example",
                "smtp:B@x.example",
                "X500:/o=x/cn=a",
                "SMTP: a@x.example",
                "smtp:A@X.example",
                "SPO:SPO_1",
                "EUM:12;phone-context=x"));
    assertThat(entry.addresses())
        .containsExactly(new Address("a@x.example", true), new Address("B@x.example", false));
  }

  @Test
  void listsHaveNoOrderAndNothingIsNoValue() {
    assertThat(user("assignedLicenses", List.of("b", "a"), "businessPhones", List.of()))
        .isEqualTo(user("assignedLicenses", List.of("a", "b")));
  }

  @Test
  void aChangeNamesFieldsAndAddressesWithBeforeAndAfter() {
    Entry before =
        user(
            "displayName", "Ada",
            "jobTitle", "Clerk",
            "proxyAddresses", List.of("SMTP:a@x.example", "smtp:b@x.example", "smtp:c@x.example"));
    Entry after =
        user(
            "displayName", "Ada L.",
            "department", "Payroll",
            "proxyAddresses", List.of("smtp:a@x.example", "SMTP:b@x.example", "smtp:d@x.example"));
    EntryChange change = new EntryChange(Kind.USER, "u", before, after, null, false);
    assertThat(change.fieldChanges())
        .containsExactly(
            new FieldChange("displayName", "Ada", "Ada L."),
            new FieldChange("jobTitle", "Clerk", null),
            new FieldChange("department", null, "Payroll"));
    assertThat(change.addressChanges())
        .containsExactlyInAnyOrder(
            new AddressChange("b@x.example", "alias", "primary"),
            new AddressChange("a@x.example", "primary", "alias"),
            new AddressChange("d@x.example", null, "alias"),
            new AddressChange("c@x.example", "alias", null));
  }

  @Test
  void aLineOfThePlanHoldsItsChangeWithADigestThatFollowsItsContent() {
    EntryChange change =
        new EntryChange(Kind.USER, "u", null, user("displayName", "Ada", "mail", "m"), null, true);
    ChangeRow row = Payload.row(change, "Ada");
    assertThat(row.operation()).isEqualTo(Operation.ADD);
    assertThat(Payload.entry(row)).isEqualTo(change);
    EntryChange turned =
        new EntryChange(Kind.USER, "u", null, user("mail", "m", "displayName", "Ada"), null, true);
    assertThat(Payload.row(turned, "Ada").digest()).isEqualTo(row.digest());
    MembersChange members =
        new MembersChange(
            "l",
            "staff",
            false,
            Arrays.asList(
                new MembersChange.Member("m", Operation.REMOVE, "user", "user", "x", false)));
    assertThat(Payload.members(Payload.row(members))).isEqualTo(members);
  }
}
