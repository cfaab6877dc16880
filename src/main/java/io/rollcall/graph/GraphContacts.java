package io.rollcall.graph;

import io.rollcall.entra.CloudUsage;
import io.rollcall.entra.Pause;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's mailboxes, as far as contacts are concerned. Ids are immutable ones and
 * case-sensitive. Every method waits as long as {@link io.rollcall.entra.Patience} says and may be
 * called from several threads, which share what a mailbox and a tenant grant. What one mailbox
 * refuses is a {@link MailboxException}; another {@link io.rollcall.entra.CloudException} concerns
 * all of them.
 */
public final class GraphContacts implements AutoCloseable {
  private final GraphSession session;
  private final UserSearch search;
  private final DeltaPages pages;
  private final MailboxFolders folders;
  private final MailboxReads reads;
  private final MailboxWrites writes;

  private GraphContacts(GraphSession session, MailboxLimits limits) {
    Batch batch = new Batch(session);
    MailboxCalls calls = new MailboxCalls(session, batch, limits.largestBatch());
    this.session = session;
    this.search = new UserSearch(session, batch);
    this.pages = new DeltaPages(session.graph(), session.calls());
    this.folders = new MailboxFolders(calls);
    this.reads = new MailboxReads(calls);
    this.writes = new MailboxWrites(session, calls);
  }

  /**
   * Makes ready; nothing is sent yet.
   *
   * @param pause also between the attempts of what writes: one that looks after a lease keeps a run
   *     that lost it from writing any more
   * @param random spreads attempts of runs that failed together
   */
  public static GraphContacts open(
      GraphConnection connection,
      MailboxLimits limits,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    return new GraphContacts(new GraphSession(connection, limits, clock, pause, random), limits);
  }

  /** The tenant itself: what a test of the connection reads first. */
  public GraphOrganization organization() {
    return session.organization();
  }

  /**
   * What the application may not do here, but must.
   *
   * @param needed {@link Permission#toBackUp} or {@link Permission#toRestore}
   * @return empty list: nothing is missing; empty: the token does not say
   */
  public Optional<List<Permission>> missingPermissions(List<Permission> needed) {
    return session
        .tokens()
        .current()
        .permissions()
        .map(granted -> Permission.missing(needed, granted));
  }

  /** Everybody in the tenant who should have a mailbox, shared ones and rooms too, in no order. */
  public List<GraphMailbox> mailboxes() {
    return search.all(GraphMailbox.FIELDS).stream()
        .flatMap(user -> GraphMailbox.of(user).stream())
        .toList();
  }

  /**
   * The mailboxes with this address, as user name, primary address or alias. The index behind this
   * search lags behind by minutes.
   */
  public List<GraphMailbox> mailboxesByAddress(String address) {
    return search.byAddress(address).stream()
        .flatMap(user -> GraphMailbox.of(user).stream())
        .toList();
  }

  /**
   * A mailbox's contact folders: the default one first, then those beside and below it, at any
   * depth, each after its parent.
   *
   * @throws MailboxException when the mailbox cannot be read
   */
  public List<GraphFolder> folders(String userId) {
    return folders.all(userId);
  }

  /**
   * What has changed in one folder, not in those below it. A contact that was moved is removed in
   * the one and present in the other folder, in whatever order they are read.
   *
   * @throws FullReadNeeded of its pages, also between two of them, when Outlook has forgotten the
   *     position: it keeps only so many
   * @throws MailboxException of its pages, when the mailbox cannot be read or the folder is gone
   */
  public Delta<ContactChange> contacts(String userId, String folderId) {
    return new Delta<>(position -> pages.contacts(userId, folderId, position));
  }

  /**
   * Contacts by id with all that a card has; as many with each request as a mailbox grants.
   *
   * @param ids of one mailbox; any number
   * @throws MailboxException when the mailbox cannot be read. A contact that cannot be is no reason
   *     for that
   */
  public ContactsRead contacts(String userId, Collection<String> ids) {
    return reads.contacts(userId, ids);
  }

  /**
   * Many contacts of one folder, as after a first round of its delta: the folder is read by pages,
   * a tenth of the requests that they take one by one. What the pages leave out, because a contact
   * on them cannot be read or has moved, is read by its id.
   *
   * @param ids that the delta told
   * @param pages each contact once, or reported once; what none of them has is gone
   * @throws MailboxException when the mailbox cannot be read
   */
  public void contacts(
      String userId, String folderId, Collection<String> ids, Consumer<ContactsRead> pages) {
    reads.many(userId, folderId, ids, pages);
  }

  /**
   * Photos by the ids of their contacts, as many with each request as a mailbox grants.
   *
   * @return without those that have none
   * @throws MailboxException when one of them cannot be read
   */
  public Map<String, byte[]> photos(String userId, Collection<String> ids) {
    return reads.photos(userId, ids);
  }

  /**
   * How many contacts and contact lists are in a folder, without those in folders below it. Lists
   * are counted, and given by no other request.
   *
   * @return empty when Graph does not say
   * @throws MailboxException among others when the folder is gone
   */
  public OptionalInt count(String userId, String folderId) {
    return reads.count(userId, folderId);
  }

  /**
   * Makes a folder.
   *
   * @param parentId null: beside the default folder
   * @return its id
   * @throws MailboxException among others {@link MailboxException.Reason#FOLDER_EXISTS}, and {@link
   *     MailboxException.Reason#MAYBE_DONE}: then it is there, or is not, under this name
   */
  public String createFolder(String userId, @Nullable String parentId, String name) {
    return folders.create(userId, parentId, name);
  }

  /**
   * Deletes a folder with all that is in it and below it.
   *
   * @return whether it was there
   */
  public boolean deleteFolder(String userId, String folderId) {
    return folders.delete(userId, folderId);
  }

  /**
   * Makes a contact that says what a card says. When nobody knows whether it was made, it is looked
   * for by its marker before it is sent again; who may have sent it before, in a run that ended,
   * looks for it first.
   *
   * @param marker of this contact alone, for {@link #findByMarker}; at most 255 characters
   * @return its id
   * @throws MailboxException among others {@link MailboxException.Reason#REFUSED} with the field,
   *     {@link MailboxException.Reason#QUOTA}, and {@link MailboxException.Reason#MAYBE_DONE} when
   *     patience ended
   */
  public String createContact(String userId, String folderId, ContactCard card, String marker) {
    return writes.create(userId, folderId, card, marker);
  }

  /** Ids of the contacts in a folder that were made with this marker; more than one is a double. */
  public List<String> findByMarker(String userId, String folderId, String marker) {
    return writes.byMarker(userId, folderId, marker);
  }

  /** The markers of all contacts in a folder that have one, by the contacts' ids. */
  public Map<String, String> markers(String userId, String folderId) {
    return writes.marked(userId, folderId);
  }

  /**
   * Gives a contact a photo in place of the one that it has.
   *
   * @param photo a JPEG of less than 4 MB
   */
  public void putPhoto(String userId, String contactId, byte[] photo) {
    writes.photo(userId, contactId, photo);
  }

  /**
   * Deletes a contact; Exchange keeps it among the deleted items.
   *
   * @return whether it was there
   */
  public boolean delete(String userId, String contactId) {
    return writes.delete(userId, contactId);
  }

  /** What it has cost since this was opened. */
  public CloudUsage usage() {
    return session.usage().soFar();
  }

  @Override
  public void close() {
    session.close();
  }
}
