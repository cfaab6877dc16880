package io.rollcall.directorysync;

import io.rollcall.graph.GroupField;
import io.rollcall.graph.UserField;
import java.util.List;
import java.util.Locale;

/** The two kinds of directory objects that the panel keeps, and the columns that hold them. */
enum Kind {
  USER(
      "accounts",
      List.of(
          text(UserField.USER_PRINCIPAL_NAME, "user_principal_name"),
          text(UserField.DISPLAY_NAME, "display_name"),
          text(UserField.GIVEN_NAME, "given_name"),
          text(UserField.SURNAME, "surname"),
          text(UserField.MAIL, "mail"),
          flag(UserField.ACCOUNT_ENABLED.graphName(), "account_enabled"),
          new Column(UserField.USER_TYPE.graphName(), "user_type", false, 100),
          new Column(UserField.LICENSES.graphName(), "licenses", false, Column.LONG),
          flag(UserField.ON_PREMISES_SYNC.graphName(), "on_premises_sync"),
          text(UserField.JOB_TITLE, "job_title"),
          text(UserField.DEPARTMENT, "department"),
          text(UserField.OFFICE, "office"),
          text(UserField.MOBILE_PHONE, "mobile_phone"),
          new Column(
              UserField.BUSINESS_PHONES.graphName(), "business_phones", false, Column.LONG))),
  LIST(
      "lists",
      List.of(
          text(GroupField.DISPLAY_NAME, "display_name"),
          new Column(GroupField.DESCRIPTION.graphName(), "description", false, Column.LONG),
          text(GroupField.MAIL, "mail"),
          text(GroupField.MAIL_NICKNAME, "mail_nickname"),
          flag(GroupField.MAIL_ENABLED.graphName(), "mail_enabled"),
          flag(GroupField.SECURITY_ENABLED.graphName(), "security_enabled"),
          text(GroupField.GROUP_TYPES, "group_types"),
          new Column(GroupField.VISIBILITY.graphName(), "visibility", false, 100),
          flag(GroupField.ON_PREMISES_SYNC.graphName(), "on_premises_sync")));

  /** Graph's name of the list of addresses, of both kinds. */
  static final String PROXY_ADDRESSES = UserField.PROXY_ADDRESSES.graphName();

  /** Graph's name of the user's name. */
  static final String USER_PRINCIPAL_NAME = UserField.USER_PRINCIPAL_NAME.graphName();

  /** Graph's name of the address beside the list, of both kinds. */
  static final String MAIL = UserField.MAIL.graphName();

  /**
   * One field of an object.
   *
   * @param field Graph's name
   * @param flag true or false, else text
   * @param longest in characters
   */
  record Column(String field, String column, boolean flag, int longest) {
    static final int LONG = 16_000;
    static final int SHORT = 1024;
  }

  private final String limit;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Column> columns;

  Kind(String limit, List<Column> columns) {
    this.limit = limit;
    this.columns = columns;
  }

  private static Column text(UserField field, String column) {
    return new Column(field.graphName(), column, false, Column.SHORT);
  }

  private static Column text(GroupField field, String column) {
    return new Column(field.graphName(), column, false, Column.SHORT);
  }

  private static Column flag(String field, String column) {
    return new Column(field, column, true, 0);
  }

  /** The word for it in plans and tables: {@code user}, {@code list}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** The word for it among the limits. */
  String limit() {
    return limit;
  }

  List<Column> columns() {
    return columns;
  }

  String panelTable() {
    return "panel_directory_" + key();
  }

  String workingTable() {
    return "runner_directory_" + key();
  }
}
