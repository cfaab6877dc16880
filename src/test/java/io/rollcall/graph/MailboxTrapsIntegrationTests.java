package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.sandbox.graph.ContactGenerator;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Faults;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.MailboxCondition;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What mailboxes do on a bad day, each alone. */
class MailboxTrapsIntegrationTests {
  private final Tenant tenant =
      new Tenant(
          SandboxSettings.hostile(8).with(Set.of()), DirectoryGenerator.directory(8, 12, 0, 0));
  private final GraphContacts graph = tenant.openContacts();
  private final SandboxMailbox mailbox = tenant.mailbox(0);
  private final SandboxMailbox other = tenant.mailbox(1);
  private final String user = mailbox.userId();
  private final List<String> ids = new ArrayList<>();

  MailboxTrapsIntegrationTests() {
    ContactGenerator generator = new ContactGenerator(8);
    for (int i = 0; i < 9; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
  }

  @AfterEach
  void close() {
    graph.close();
    tenant.close();
  }

  private int contactsRead() {
    return graph.contacts(user, ids).found().size();
  }

  private static Reason reasonOf(Runnable reading) {
    return catchThrowableOfType(MailboxException.class, reading::run).reason();
  }

  @Test
  void findsWhoeverHasAMailboxAndNoGuest() {
    List<GraphMailbox> found = graph.mailboxes();

    assertThat(found.stream().map(GraphMailbox::id))
        .containsExactlyInAnyOrderElementsOf(
            tenant.directory.live(Kind.USER).entrySet().stream()
                .filter(one -> one.getValue().get("mail") != null)
                .filter(one -> !"Guest".equals(one.getValue().get("userType")))
                .map(Map.Entry::getKey)
                .toList());
    GraphMailbox first = found.get(0);
    assertThat(graph.mailboxesByAddress(first.address())).containsExactly(first);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, NO_MAILBOX, the user has no mailbox",
    "INVALID_USER, NO_USER, there is no such user",
    "ACCESS_DENIED, ACCESS_DENIED, may not enter this mailbox",
    "POLICY, ACCESS_DENIED, may not enter this mailbox"
  })
  void tellsApartWhyAMailboxDoesNotOpenAndReadsTheOthers(
      MailboxCondition condition, Reason reason, String words) {
    mailbox.condition(condition);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> graph.folders(user))
          .isInstanceOfSatisfying(
              MailboxException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e)
                    .hasMessageStartingWith(
                        "organization lindenau: reading contacts from Microsoft Graph was answered")
                    .hasMessageContaining(words);
                assertThat(String.valueOf(e.getMessage())).doesNotContain(user);
                assertThat(e.nextStep()).isNotEmpty();
              });
      assertThat(reasonOf(this::contactsRead)).isEqualTo(reason);
      assertThat(
              reasonOf(
                  () -> graph.contacts(user, mailbox.defaultFolder()).page(DeltaPosition.fresh())))
          .isEqualTo(reason);
    }
    assertThat(graph.folders(other.userId())).hasSize(1);
  }

  @Test
  void knowsTwoWordsForAMailboxThatIsNotThere() {
    mailbox.condition(MailboxCondition.NONE);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      MailboxException refused =
          catchThrowableOfType(
              MailboxException.class,
              () -> graph.contacts(user, mailbox.defaultFolder()).page(DeltaPosition.fresh()));
      codes.add(refused.code().orElseThrow());
    }

    assertThat(codes).containsExactlyInAnyOrder("MailboxNotEnabledForRESTAPI", "ResourceNotFound");
  }

  @Test
  void saysThatSomebodyWhoWasDeletedIsNoUser() {
    tenant.directory.delete(user);

    assertThat(reasonOf(() -> graph.folders(user))).isEqualTo(Reason.NO_USER);
  }

  @Test
  void namesAMissingPermission() {
    tenant.graph.tokens().permissions(List.of("User.Read.All", "Organization.Read.All"));

    assertThat(graph.missingPermissions(Permission.toBackUp()))
        .contains(List.of(Permission.READ_CONTACTS));
    assertThat(reasonOf(() -> graph.folders(user))).isEqualTo(Reason.ACCESS_DENIED);
  }

  @Test
  void readsWithThePermissionToReadAndWritesNothingWithIt() {
    tenant
        .graph
        .tokens()
        .permissions(List.of("User.Read.All", "Organization.Read.All", "Contacts.Read"));

    assertThat(graph.missingPermissions(Permission.toBackUp())).contains(List.of());
    assertThat(contactsRead()).isEqualTo(9);
    assertThat(reasonOf(() -> graph.createFolder(user, null, "Restored")))
        .isEqualTo(Reason.ACCESS_DENIED);
    assertThat(mailbox.folderIds()).hasSize(1);
  }

  @Test
  void holdsUpOnlyTheMailboxThatIsThrottled() {
    tenant.graph.faults().next(Fault.THROTTLED_HOURS, "/users/" + user, Integer.MAX_VALUE);

    assertThat(reasonOf(() -> graph.folders(user))).isEqualTo(Reason.THROTTLED);
    assertThat(graph.folders(other.userId())).hasSize(1);
    assertThat(graph.mailboxes()).isNotEmpty();
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"THROTTLED_WHOLE, 3000", "THROTTLED_FRACTION, 2128", "THROTTLED_LIST, 11000"})
  void waitsAsLongAsOnePartOfABatchIsAskedToAndAsksForThatPartAlone(Fault fault, long millis) {
    tenant.graph.faults().next(fault, "/contacts/" + Calls.segment(ids.get(2)), 1);

    assertThat(contactsRead()).isEqualTo(9);
    assertThat(tenant.time.pauses()).containsExactly(Duration.ofMillis(millis));
    assertThat(tenant.graph.received()).hasSize(3);
    assertThat(graph.usage().repeated()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "THROTTLED_SILENT",
        "THROTTLED_OUTLOOK",
        "BUSY_EMPTY",
        "BUSY_HTML",
        "GATEWAY_EMPTY",
        "GATEWAY_HTML",
        "SERVER_ERROR",
        "RESET_IN_BODY",
        "CUT_BODY",
        "HTML_INSTEAD"
      })
  void outlastsWhatPassesByItself(Fault fault) {
    tenant.graph.faults().next(fault, "/contacts/delta", 2);
    tenant.graph.faults().next(fault, "$batch", 2);

    assertThat(graph.contacts(user, mailbox.defaultFolder()).page(DeltaPosition.fresh()).items())
        .hasSize(9);
    assertThat(contactsRead()).isEqualTo(9);
    assertThat(tenant.time.pauses()).hasSize(4);
  }

  @Test
  void reportsAContactThatNobodyCanReadByItsIdAndReadsTheOthers() {
    mailbox.corrupt(ids.get(4));

    ContactsRead read = graph.contacts(user, ids);

    assertThat(read.found()).hasSize(8).doesNotContainKey(ids.get(4));
    assertThat(read.unreadable()).containsOnlyKeys(ids.get(4));
    assertThat(read.unreadable().get(ids.get(4)))
        .hasMessageContaining("Exchange itself cannot read it");
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void reportsAContactWhoseAnswerIsOfAnotherShape() {
    mailbox.set(ids.get(1), "emailAddresses", List.of("ada@lindenau.example"));
    mailbox.set(ids.get(2), "birthday", "once upon a time");

    ContactsRead read = graph.contacts(user, ids);

    assertThat(read.found()).hasSize(7);
    assertThat(read.unreadable()).containsOnlyKeys(ids.get(1), ids.get(2));
    assertThat(read.unreadable().get(ids.get(1))).hasMessageContaining("emailAddresses");
    assertThat(read.unreadable().get(ids.get(2))).hasMessageContaining("birthday");
  }

  /** What the pages of a folder give: ids, and how often. */
  private Map<String, Integer> all(List<String> wanted, List<String> unreadable) {
    Map<String, Integer> told = new TreeMap<>();
    graph.contacts(
        user,
        mailbox.defaultFolder(),
        wanted,
        page -> {
          page.found()
              .forEach(
                  (id, contact) -> {
                    assertThat(contact)
                        .isEqualTo(graph.contacts(user, List.of(id)).found().get(id));
                    told.merge(id, 1, Integer::sum);
                  });
          unreadable.addAll(page.unreadable().keySet());
        });
    return told;
  }

  @Test
  void readsManyContactsOfAFolderByItsPages() {
    ContactGenerator generator = new ContactGenerator(2);
    for (int i = 0; i < 100; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
    mailbox.add(mailbox.defaultFolder(), generator.contact()); // came after the delta

    AtomicInteger read = new AtomicInteger();
    long before = tenant.graph.requests();
    graph.contacts(user, mailbox.defaultFolder(), ids, page -> read.addAndGet(page.found().size()));

    assertThat(read).hasValue(109);
    assertThat(tenant.graph.requests() - before).isEqualTo(3);
    List<String> unreadable = new ArrayList<>();
    Map<String, Integer> told = all(ids, unreadable);
    assertThat(told).containsOnlyKeys(ids);
    assertThat(told.values()).containsOnly(1);
    assertThat(unreadable).isEmpty();
  }

  @Test
  void readsByThemselvesThoseWhosePageIsSpoiltMovedOrGone() {
    ContactGenerator generator = new ContactGenerator(2);
    for (int i = 0; i < 100; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
    mailbox.set(ids.get(5), "birthday", "once upon a time");
    mailbox.move(ids.get(6), mailbox.addFolder(null, "Other"));
    mailbox.delete(ids.get(7));
    List<String> unreadable = new ArrayList<>();
    Map<String, Integer> told = all(ids, unreadable);
    assertThat(told).hasSize(107).containsKey(ids.get(6)).doesNotContainKey(ids.get(7));
    assertThat(told.values()).containsOnly(1);
    assertThat(unreadable).containsExactly(ids.get(5));

    mailbox.corrupt(ids.get(60));
    unreadable.clear();
    told = all(ids, unreadable);
    assertThat(told).hasSize(106);
    assertThat(told.values()).containsOnly(1);
    assertThat(unreadable).containsExactlyInAnyOrder(ids.get(5), ids.get(60));

    tenant.graph.forgetLinks();
    assertThat(all(ids, new ArrayList<>())).hasSize(106);
  }

  @Test
  void goesOnOneByOneWhenTheLinkBetweenTwoPagesIsForgotten() {
    ContactGenerator generator = new ContactGenerator(2);
    for (int i = 0; i < 50; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
    tenant.graph.faults().next(Fault.SYNC_STATE_NOT_FOUND, "$skip=", 1);

    Map<String, Integer> told = all(ids, new ArrayList<>());

    assertThat(told).containsOnlyKeys(ids);
    assertThat(told.values()).containsOnly(1);
  }

  @Test
  void saysNothingOfAContactThatIsGone() {
    mailbox.delete(ids.get(0));

    ContactsRead read = graph.contacts(user, ids);

    assertThat(read.found()).hasSize(8);
    assertThat(read.unreadable()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_FOUND_HTML", "NOT_FOUND_EMPTY"})
  void doesNotTakeTheNotFoundOfAProxyForAbsence(Fault fault) {
    tenant.graph.faults().next(fault, "/contacts/" + Calls.segment(ids.get(2)), 1);
    assertThat(reasonOf(this::contactsRead)).isEqualTo(Reason.UNAVAILABLE);

    tenant.graph.faults().next(fault, "/photo/", 1);
    assertThat(reasonOf(() -> graph.photos(user, ids))).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void readsPhotosOfThoseWhoHaveOne() {
    ContactGenerator generator = new ContactGenerator(1);
    byte[] photo = generator.photo();
    mailbox.photo(ids.get(3), photo);
    mailbox.photo(ids.get(4), generator.photo());
    mailbox.photo(ids.get(4), null);

    assertThat(graph.photos(user, ids))
        .containsOnlyKeys(ids.get(3))
        .hasEntrySatisfying(ids.get(3), read -> assertThat(read).isEqualTo(photo));
    Map<String, GraphContact> contacts = graph.contacts(user, ids).found();
    assertThat(contacts.get(ids.get(3)).picture()).isTrue();
    assertThat(contacts.get(ids.get(4)).picture()).isFalse();
    assertThat(contacts.get(ids.get(5)).picture()).isNull();
  }

  @Test
  void signsInAnewWhenTheTokenEndsInTheMiddle() {
    assertThat(contactsRead()).isEqualTo(9);
    tenant.graph.tokens().revoke();
    assertThat(contactsRead()).isEqualTo(9);
    tenant.graph.faults().next(Fault.TOKEN_REFUSED, "/contacts/" + Calls.segment(ids.get(2)), 1);
    assertThat(contactsRead()).isEqualTo(9);
    tenant.time.pass(Duration.ofHours(2));
    assertThat(contactsRead()).isEqualTo(9);

    assertThat(tenant.graph.tokens().given()).isEqualTo(4);
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void asksOneMailboxForNoMoreThanFourThingsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        reads.add(threads.submit(this::contactsRead));
        reads.add(threads.submit(() -> graph.folders(user).size() + 8));
      }
      for (Future<Integer> read : reads) {
        assertThat(read.get()).isEqualTo(9);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(tenant.graph.mostAtOnce(user)).isEqualTo(4);
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void sendsABatchThatIsTooLargeForAMailboxAgainUntilAllIsRead() {
    try (GraphContacts greedy = tenant.openContacts(new MailboxLimits(20, 20, 900))) {
      assertThat(greedy.contacts(user, ids).found()).hasSize(9);
    }

    assertThat(tenant.graph.mostAtOnce(user)).isEqualTo(4);
    assertThat(tenant.time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void asksForImmutableIdsWithEachRequestAndEachPartOfABatch() {
    graph.folders(user);
    graph.contacts(user, mailbox.defaultFolder()).round(DeltaPosition.fresh(), page -> {});
    contactsRead();
    String made =
        graph.createContact(user, mailbox.defaultFolder(), new ContactCard(Map.of()), "m");
    graph.findByMarker(user, mailbox.defaultFolder(), "m");
    graph.delete(user, made);

    assertThat(mailbox.contacts(mailbox.defaultFolder())).containsOnlyKeys(ids);
    assertThat(tenant.graph.received())
        .filteredOn(request -> request.pathAndQuery().contains("/users/"))
        .isNotEmpty()
        .allMatch(
            request ->
                request.headers().getOrDefault("prefer", "").startsWith(MailboxCalls.PREFER));
  }

  @Test
  void asksOncePerFolderWhenNothingHasChanged() {
    String folder = mailbox.addFolder(null, "Suppliers");
    Delta<ContactChange> here = graph.contacts(user, mailbox.defaultFolder());
    Delta<ContactChange> there = graph.contacts(user, folder);
    String first = here.round(DeltaPosition.fresh(), page -> {});
    String second = there.round(DeltaPosition.fresh(), page -> {});
    long before = tenant.graph.requests();

    here.round(DeltaPosition.at(first), page -> assertThat(page.items()).isEmpty());
    there.round(DeltaPosition.at(second), page -> assertThat(page.items()).isEmpty());

    assertThat(tenant.graph.requests() - before).isEqualTo(2);
  }

  @Test
  void saysThatAFolderIsGone() {
    String folder = mailbox.addFolder(null, "Suppliers");
    Delta<ContactChange> delta = graph.contacts(user, folder);
    String link = delta.round(DeltaPosition.fresh(), page -> {});

    mailbox.deleteFolder(folder);

    assertThat(reasonOf(() -> delta.page(DeltaPosition.at(link)))).isEqualTo(Reason.GONE);
    assertThat(reasonOf(() -> delta.page(DeltaPosition.fresh()))).isEqualTo(Reason.GONE);
    assertThat(graph.folders(user)).hasSize(1);
  }

  @Test
  void signsInOnceForAllMailboxes() {
    tenant.graph.faults().next(Fault.BUSY_EMPTY, Faults.SIGN_IN, 1);
    for (GraphMailbox one : graph.mailboxes()) {
      assertThat(graph.folders(one.id())).isNotEmpty();
    }

    assertThat(tenant.graph.tokens().given()).isEqualTo(1);
    assertThat(graph.usage().signIns()).isEqualTo(1);
  }
}
