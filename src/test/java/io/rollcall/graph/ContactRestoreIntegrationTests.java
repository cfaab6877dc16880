package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.sandbox.graph.ContactGenerator;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.MailboxCondition;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contacts back into a mailbox: once each, whatever goes wrong. */
class ContactRestoreIntegrationTests {
  private static final ContactCard ADA =
      new ContactCard(
          Map.of(
              ContactField.GIVEN_NAME,
              "Ada",
              ContactField.BIRTHDAY,
              LocalDate.of(1815, 12, 10),
              ContactField.PAGER,
              "0170 1"));

  private final Tenant tenant =
      new Tenant(SandboxSettings.hostile(9), DirectoryGenerator.directory(9, 12, 0, 0));
  private final GraphContacts graph = tenant.openContacts();
  private final SandboxMailbox mailbox = tenant.mailbox(0);
  private final String user = mailbox.userId();
  private final String folder = mailbox.defaultFolder();

  @AfterEach
  void close() {
    graph.close();
    tenant.close();
  }

  private static MailboxException refused(ThrowingCallable writing) {
    return catchThrowableOfType(MailboxException.class, writing);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "GATEWAY_AFTERWARDS",
        "BUSY_AFTERWARDS",
        "RESET_AFTERWARDS",
        "CUT_BODY",
        "GATEWAY_EMPTY",
        "BUSY_HTML",
        "SERVER_ERROR",
        "THROTTLED_FRACTION"
      })
  void makesOneContactWhetherOrNotItWasMadeBeforeTheAnswerWasLost(Fault fault) {
    tenant.graph.faults().next(fault, "/contacts", 1);

    String id = graph.createContact(user, folder, ADA, "r1/1");

    assertThat(mailbox.contacts(folder)).containsOnlyKeys(id);
    assertThat(graph.contacts(user, List.of(id)).found().get(id).card()).isEqualTo(ADA);
    assertThat(graph.findByMarker(user, folder, "r1/1")).containsExactly(id);
    assertThat(tenant.time.pauses()).hasSize(1);
  }

  @Test
  void findsAfterARestartWhatWasMadeBeforeIt() {
    String id = graph.createContact(user, folder, ADA, "r1/it's");
    graph.createContact(user, folder, ADA, "r1/2");
    mailbox.add(folder, Map.of("givenName", "Ada"));

    try (GraphContacts restarted = tenant.openContacts()) {
      assertThat(restarted.findByMarker(user, folder, "r1/it's")).containsExactly(id);
      assertThat(restarted.findByMarker(user, folder, "r1/3")).isEmpty();
      assertThat(restarted.markers(user, folder).values())
          .containsExactlyInAnyOrder("r1/it's", "r1/2");
    }
  }

  @Test
  void saysThatItMayBeDoneWhenPatienceEnds() {
    tenant.graph.faults().next(Fault.GATEWAY_EMPTY, "/contacts", Integer.MAX_VALUE);

    MailboxException failure = refused(() -> graph.createContact(user, folder, ADA, "r1/1"));

    assertThat(failure.reason()).isEqualTo(Reason.MAYBE_DONE);
    assertThat(mailbox.contacts(folder)).isEmpty();
  }

  @Test
  void keepsAMarkerOutOfTheCard() {
    String id = graph.createContact(user, folder, ADA, "r1/1");

    assertThat(graph.contacts(user, List.of(id)).found().get(id).card()).isEqualTo(ADA);
  }

  @Test
  void saysNamesThatAreEmptySoThatExchangeMakesUpNone() {
    String id = graph.createContact(user, folder, ADA, "r1/1");

    assertThat(mailbox.contacts(folder).get(id))
        .containsEntry("displayName", "")
        .containsEntry("fileAs", "")
        .containsEntry("birthday", "1815-12-10T11:59:00Z");
  }

  @Test
  void namesTheFieldThatIsRefused() {
    ContactEmail email = new ContactEmail("Ada", "ada@lindenau.example");
    MailboxException emails =
        refused(
            () ->
                graph.createContact(
                    user,
                    folder,
                    new ContactCard(
                        Map.of(ContactField.EMAIL_ADDRESSES, List.of(email, email, email, email))),
                    "r1/1"));
    MailboxException phones =
        refused(
            () ->
                graph.createContact(
                    user,
                    folder,
                    new ContactCard(Map.of(ContactField.BUSINESS_PHONES, List.of("1", "2", "3"))),
                    "r1/2"));

    assertThat(emails.reason()).isEqualTo(Reason.REFUSED);
    assertThat(emails.field()).contains(ContactField.EMAIL_ADDRESSES);
    assertThat(emails)
        .hasMessageContaining("changing contacts in Microsoft Graph was answered with 400")
        .hasMessageContaining("emailAddresses is not accepted")
        .hasMessageContaining("exceeds the max allowed value of 3");
    assertThat(phones.field()).contains(ContactField.BUSINESS_PHONES);
    assertThat(mailbox.contacts(folder)).isEmpty();
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void saysThatTheMailboxIsFull() {
    mailbox.condition(MailboxCondition.FULL);

    assertThat(refused(() -> graph.createContact(user, folder, ADA, "r1/1")).reason())
        .isEqualTo(Reason.QUOTA);
    assertThat(graph.folders(user)).hasSize(1);
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void makesFoldersAtTheTopAndBelowAndSaysWhenOneIsThereAlready() {
    String top = graph.createFolder(user, null, "Restored 1/2");
    String below = graph.createFolder(user, top, "Restored 1/2");

    assertThat(graph.folders(user))
        .contains(
            new GraphFolder(top, graph.folders(user).get(0).parentId(), "Restored 1/2", false),
            new GraphFolder(below, top, "Restored 1/2", false));
    assertThat(refused(() -> graph.createFolder(user, null, "restored 1/2")).reason())
        .isEqualTo(Reason.FOLDER_EXISTS);
    assertThat(graph.deleteFolder(user, top)).isTrue();
    assertThat(graph.deleteFolder(user, below)).isFalse();
    assertThat(graph.folders(user)).hasSize(1);
  }

  @Test
  void doesNotMakeAFolderTwiceWithoutAWord() {
    tenant.graph.faults().next(Fault.GATEWAY_AFTERWARDS, "/contactFolders", 1);

    assertThat(refused(() -> graph.createFolder(user, null, "Restored")).reason())
        .isEqualTo(Reason.MAYBE_DONE);
    assertThat(graph.folders(user)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"GATEWAY_AFTERWARDS", "RESET_AFTERWARDS", "BUSY_EMPTY"})
  void deletesAndPutsPhotosAgainUntilItIsKnown(Fault fault) {
    String id = graph.createContact(user, folder, ADA, "r1/1");
    byte[] photo = new ContactGenerator(1).photo();

    tenant.graph.faults().next(fault, "/photo/", 1);
    graph.putPhoto(user, id, photo);
    assertThat(mailbox.photo(id)).hasValueSatisfying(p -> assertThat(p).isEqualTo(photo));

    tenant.graph.faults().next(fault, "/contacts/", 1);
    graph.delete(user, id);
    assertThat(mailbox.contacts(folder)).isEmpty();
    assertThat(graph.delete(user, id)).isFalse();
  }

  @Test
  void saysThatTheFolderToWriteToIsGone() {
    String gone = mailbox.addFolder(null, "Restored");
    mailbox.deleteFolder(gone);

    assertThat(refused(() -> graph.createContact(user, gone, ADA, "r1/1")).reason())
        .isEqualTo(Reason.GONE);
    assertThat(refused(() -> graph.putPhoto(user, "AAMkAD/x=", new byte[] {1})).reason())
        .isEqualTo(Reason.GONE);
  }

  @Test
  void refusesAPhotoThatIsTooLarge() {
    String id = graph.createContact(user, folder, ADA, "r1/1");

    MailboxException failure = refused(() -> graph.putPhoto(user, id, new byte[(4 << 20) + 1]));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(mailbox.photo(id)).isEmpty();
  }
}
