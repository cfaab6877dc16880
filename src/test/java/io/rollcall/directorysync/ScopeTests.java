package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.directorysync.Scope.Left;
import io.rollcall.kernel.Wildcard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTests {
  private static final Filters DEFAULT = new Filters(true, List.of(), false, true, false);

  private static @Nullable Left left(Filters filters, Kind kind, Object... values) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      content.put((String) values[i], values[i + 1]);
    }
    return new Scope(filters, Set.of("acme.example")).leaves(Entry.of(kind, "id", content));
  }

  private static @Nullable Left user(Filters filters, String name, Object... more) {
    Object[] values = new Object[more.length + 2];
    values[0] = "userPrincipalName";
    values[1] = name;
    System.arraycopy(more, 0, values, 2, more.length);
    return left(filters, Kind.USER, values);
  }

  @Test
  void aUserCountsByThePrimaryAddressElseByTheName() {
    assertThat(user(DEFAULT, "ada@acme.example")).isNull();
    assertThat(user(DEFAULT, "Ada@ACME.example")).isNull();
    assertThat(user(DEFAULT, "ada@other.example")).isEqualTo(Left.DOMAIN);
    assertThat(user(DEFAULT, "ada@sub.acme.example")).isEqualTo(Left.DOMAIN);
    assertThat(user(DEFAULT, "ada@x.example", "proxyAddresses", List.of("SMTP: ada@acme.example")))
        .isNull();
    assertThat(user(DEFAULT, "ada@acme.example", "proxyAddresses", List.of("SMTP:ada@x.example")))
        .isEqualTo(Left.DOMAIN);
    assertThat(user(DEFAULT, "ada@x.example", "proxyAddresses", List.of("smtp:ada@acme.example")))
        .isEqualTo(Left.DOMAIN);
    assertThat(left(DEFAULT, Kind.USER)).isEqualTo(Left.DOMAIN);
    assertThat(user(new Filters(false, List.of(), false, true, false), "ada@x.example")).isNull();
  }

  @Test
  void guestsComeOnlyWhenTheyAreAskedForAndThenFromAnywhere() {
    String name = "ada_x.example#EXT#@acme.onmicrosoft.example";
    assertThat(user(DEFAULT, name, "userType", "Guest")).isEqualTo(Left.GUEST);
    Filters guests = new Filters(true, List.of(), true, true, false);
    assertThat(user(guests, name, "userType", "Guest")).isNull();
    assertThat(user(DEFAULT, "old@acme.example", "userType", null)).isNull();
  }

  @Test
  void disabledAndUnlicensedOnesAreLeftOutWhenTheFilterSaysSo() {
    assertThat(user(DEFAULT, "room@acme.example", "accountEnabled", false)).isNull();
    Filters strict = new Filters(true, List.of(), false, false, true);
    assertThat(user(strict, "a@acme.example", "accountEnabled", false)).isEqualTo(Left.DISABLED);
    assertThat(user(strict, "a@acme.example", "assignedLicenses", List.of()))
        .isEqualTo(Left.UNLICENSED);
    assertThat(user(strict, "a@acme.example", "assignedLicenses", List.of("sku"))).isNull();
  }

  @Test
  void aGroupCountsWhenItIsMailEnabled() {
    List<String> addresses = List.of("SMTP:all@acme.example");
    assertThat(left(DEFAULT, Kind.LIST, "mailEnabled", true, "proxyAddresses", addresses)).isNull();
    assertThat(left(DEFAULT, Kind.LIST, "mailEnabled", false, "proxyAddresses", addresses))
        .isEqualTo(Left.NO_LIST);
    assertThat(left(DEFAULT, Kind.LIST, "proxyAddresses", addresses)).isEqualTo(Left.NO_LIST);
    assertThat(left(DEFAULT, Kind.LIST, "mailEnabled", true, "mail", "all@x.example"))
        .isEqualTo(Left.DOMAIN);
  }

  @Test
  void aPatternLooksAtNamePrimaryAddressAndMail() {
    Filters filters = new Filters(false, List.of("svc-*", "*@hidden.example"), false, true, false);
    assertThat(user(filters, "SVC-backup@acme.example")).isEqualTo(Left.EXCLUDED);
    assertThat(user(filters, "ada@acme.example", "mail", "ada@hidden.example"))
        .isEqualTo(Left.EXCLUDED);
    assertThat(user(filters, "ada@x.example", "proxyAddresses", List.of("SMTP:a@hidden.example")))
        .isEqualTo(Left.EXCLUDED);
    assertThat(user(filters, "ada@x.example", "proxyAddresses", List.of("smtp:a@hidden.example")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "*,anything at all,true",
    "a*c,abc,true",
    "a*c,ac,true",
    "a*c,ab,false",
    "a?c,abc,true",
    "a?c,ac,false",
    "a?c,a🦊c,true",
    "a.c,abc,false",
    "a+c,a+c,true",
    "test[0-9]@*,test7@acme.example,true",
    "test[0-9]@*,testx@acme.example,false",
    "test[!0-9]@*,testx@acme.example,true",
    "test[!0-9]@*,test7@acme.example,false",
    "x[]]y,x]y,true",
    "x[!]]y,x]y,false",
    "x[!]]y,xzy,true",
    "x[abc,x[abc,true",
    "x[a-],x-,true",
    "x[^a],x^,true",
    "X[A-C],xb,true",
    "*.*.*,a.b.c,true",
    "*ab*ab*,abab,true",
    "*ab*ab*,aba,false"
  })
  void aPatternIsReadAsAShellReadsIt(String pattern, String text, boolean matches) {
    assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void aHostilePatternTakesNoLongerThanBothLengths() {
    assertThat(Wildcard.of("*a".repeat(200) + "b").matches("a".repeat(1000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "x[z-a]"})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> new Filters(true, List.of(pattern), false, true, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exclude: ");
  }
}
