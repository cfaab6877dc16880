package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactReadingTests {

  private static GraphContact read(String json) {
    JsonObject object = JsonParser.parseString(json).getAsJsonObject();
    Map<String, String> extended = new LinkedHashMap<>();
    ContactReading.extended(object, extended);
    return ContactReading.contact(object, extended);
  }

  @ParameterizedTest
  @CsvSource({
    "1815-12-10T11:59:00Z, 1815-12-10",
    "1815-12-10T00:00:00Z, 1815-12-10",
    "1815-12-09T23:00:00Z, 1815-12-10",
    "1815-12-09T13:00:00Z, 1815-12-10",
    "1815-12-10T05:00:00Z, 1815-12-10",
    "1815-12-10T12:00:00Z, 1815-12-10",
    "1815-12-10T00:00:00+02:00, 1815-12-10",
    "1815-12-31T23:30:00.0000000Z, 1816-01-01"
  })
  void takesABirthdayForTheDayThatWasMeant(String stored, LocalDate day) {
    assertThat(read("{'id':'a','birthday':'" + stored + "'}").card().date(ContactField.BIRTHDAY))
        .isEqualTo(day);
  }

  @Test
  void knowsExtendedPropertiesInAnySpellingOfTheirIds() {
    GraphContact contact =
        read(
            """
            {'id':'a','changeKey':'k','createdDateTime':'2026-03-02T01:00:00Z',
             'singleValueExtendedProperties':[
               {'id':'String 0x3a21','value':'0170 1'},
               {'id':'String {00062004-0000-0000-c000-000000000046} Id 0x804f','value':'x'},
               {'id':'Boolean {00062004-0000-0000-c000-000000000046} Id 0x8015','value':'true'},
               {'id':'String 0x0001','value':'unknown'}]}
            """);

    assertThat(contact)
        .isEqualTo(
            new GraphContact(
                "a",
                "k",
                Instant.parse("2026-03-02T01:00:00Z"),
                null,
                true,
                new ContactCard(
                    Map.of(ContactField.PAGER, "0170 1", ContactField.USER_FIELD_1, "x"))));
  }

  @Test
  void takesWhatIsEmptyInAnyWayForAbsentAndPassesOverWhatItDoesNotKnow() {
    assertThat(
            read("""
            {'id':'a','givenName':'','surname':null,'homePhones':[],'otherAddress':{},
             'homeAddress':{'city':null},'emailAddresses':[{'name':null,'address':''},null],
             'categories':[null,''],'birthday':null,'flag':{'x':[1,{}]},
             'primaryEmailAddress':{'address':'x'}}
            """)
                .card()
                .values())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'id':''}",
        "{'id':'a','givenName':{}}",
        "{'id':'a','homePhones':'1'}",
        "{'id':'a','homePhones':[[]]}",
        "{'id':'a','homeAddress':'street'}",
        "{'id':'a','emailAddresses':[1]}",
        "{'id':'a','birthday':'10.12.1815'}",
        "{'id':'a','createdDateTime':'now'}"
      })
  void leavesNothingOutWithoutAWord(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void asksForAllExtendedPropertiesInOneQueryAsLongAsThatIsNotTooLong() {
    List<String> ids = ExtendedIds.wanted();
    assertThat(ExtendedIds.expands(ids, ExtendedIds.LONGEST)).hasSize(1);

    List<String> parts = ExtendedIds.expands(ids, 300);

    assertThat(parts).hasSizeGreaterThan(4).allMatch(part -> part.length() <= 300);
    for (String id : ids) {
      assertThat(parts)
          .filteredOn(part -> part.contains("'" + ExtendedIds.encoded(id) + "'"))
          .as(id)
          .hasSize(1);
    }
  }
}
