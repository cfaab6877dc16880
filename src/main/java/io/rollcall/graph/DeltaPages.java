package io.rollcall.graph;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.models.BaseDeltaFunctionResponse;
import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.User;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of all deltas. Only the first request of a round says what is wanted; the links
 * carry it on, and are followed as they came.
 */
final class DeltaPages {
  static final String[] USER_FIELDS =
      Arrays.stream(UserField.values()).map(UserField::graphName).toArray(String[]::new);

  static final String[] GROUP_FIELDS =
      Stream.concat(
              Arrays.stream(GroupField.values()).map(GroupField::graphName), Stream.of("members"))
          .toArray(String[]::new);

  private static final String USERS = "/users/delta";
  private static final String GROUPS = "/groups/delta";

  /** As many contacts as Outlook gives on one page; it may give fewer. */
  private static final String CONTACTS_ON_A_PAGE = ", odata.maxpagesize=500";

  /** What changes with each change: others would hide a change of what is not asked for. */
  private static final String[] CONTACT_FIELDS = {"changeKey", "lastModifiedDateTime"};

  private final BaseGraphServiceClient graph;
  private final Calls calls;

  DeltaPages(BaseGraphServiceClient graph, Calls calls) {
    this.graph = graph;
    this.calls = calls;
  }

  DeltaPage<GraphUser> users(DeltaPosition position) {
    String link = stored(USERS, position);
    var delta = graph.users().delta();
    var answer =
        calls.get(
            USERS,
            () ->
                link == null
                    ? delta.get(
                        request -> {
                          request.queryParameters.select = USER_FIELDS;
                          request.queryParameters.filter = position.filter();
                        })
                    : delta.withUrl(link).get(request -> request.options.add(Calls.unchanged())));
    List<User> entries = calls.get(USERS, () -> calls.entries(answer.getValue()));
    return page(USERS, link, answer, entries, Mapping::user);
  }

  DeltaPage<GraphGroup> groups(DeltaPosition position) {
    String link = stored(GROUPS, position);
    var delta = graph.groups().delta();
    var answer =
        calls.get(
            GROUPS,
            () ->
                link == null
                    ? delta.get(
                        request -> {
                          request.queryParameters.select = GROUP_FIELDS;
                          request.queryParameters.filter = position.filter();
                        })
                    : delta.withUrl(link).get(request -> request.options.add(Calls.unchanged())));
    List<Group> entries = calls.get(GROUPS, () -> calls.entries(answer.getValue()));
    return page(GROUPS, link, answer, entries, Mapping::group);
  }

  /**
   * Of one contact folder, without those below it. The object is the contact's change key.
   *
   * @throws FullReadNeeded when Outlook has forgotten the position, which it promises to nobody
   */
  DeltaPage<ContactChange> contacts(String userId, String folderId, DeltaPosition position) {
    String path = MailboxCalls.path(userId, "contactFolders", folderId, "contacts") + "/delta";
    String link = stored(path, position);
    var delta =
        graph
            .users()
            .byUserId(userId)
            .contactFolders()
            .byContactFolderId(folderId)
            .contacts()
            .delta();
    var answer =
        calls.get(
            path,
            () ->
                link == null
                    ? delta.get(
                        request -> {
                          request.headers.add("Prefer", MailboxCalls.PREFER + CONTACTS_ON_A_PAGE);
                          request.queryParameters.select = CONTACT_FIELDS;
                        })
                    : delta
                        .withUrl(link)
                        .get(
                            request -> {
                              request.headers.add(
                                  "Prefer", MailboxCalls.PREFER + CONTACTS_ON_A_PAGE);
                              request.options.add(Calls.unchanged());
                            }));
    List<Contact> entries = calls.get(path, () -> calls.entries(answer.getValue()));
    return page(path, link, answer, entries, contact -> new ContactChange(contact.getChangeKey()));
  }

  private @Nullable String stored(String path, DeltaPosition position) {
    return position.link() == null ? null : calls.checkedStored(path, position.link());
  }

  /** A page with both links, or none, is a half one: the round would seem complete, and is not. */
  private <M extends Entity, T> DeltaPage<T> page(
      String path,
      @Nullable String own,
      BaseDeltaFunctionResponse answer,
      List<M> entries,
      Function<M, T> mapping) {
    String next = calls.checkedNext(path, own, answer.getOdataNextLink());
    String delta = answer.getOdataDeltaLink();
    if ((next == null) == (delta == null)) {
      throw calls.malformed(path, next == null ? "it has no link" : "it has two links", null);
    }
    if (delta != null) {
      calls.checkedNext(path, null, delta);
    }
    List<DeltaItem<T>> items =
        calls.get(path, () -> entries.stream().map(entry -> Mapping.item(entry, mapping)).toList());
    return new DeltaPage<>(items, next, delta);
  }
}
