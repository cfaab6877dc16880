package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import io.rollcall.exchange.BackendObject;
import io.rollcall.exchange.Classification;
import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.Identity;
import io.rollcall.exchange.LiveScope;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Section;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a directory, in two passes: the first learns what the organization's objects are
 * called in references, the second reads and writes them.
 */
final class DirectoryReading {
  private static final int SHOWN = 3;

  private final DirectoryTree tree;
  private final LiveScope scope;
  private final ExportWriter out;
  private final Recipients recipients;
  private final List<String> outside = new ArrayList<>();
  private long leftOut;

  DirectoryReading(DirectoryTree tree, LiveScope scope, ExportWriter out) {
    this.tree = tree;
    this.scope = scope;
    this.out = out;
    this.recipients = new Recipients(tree.principals()::name);
  }

  List<Problem> read() {
    for (String base : tree.bases()) {
      tree.connection()
          .forEach(
              base,
              Filter.createPresenceFilter(RecipientTypes.ATTRIBUTE),
              List.of(
                  "objectClass",
                  "objectGUID",
                  "objectSid",
                  "msExchMasterAccountSid",
                  "proxyAddresses",
                  "mail",
                  RecipientTypes.ATTRIBUTE),
              new Control[0],
              this::goesOn,
              this::index);
    }
    for (String base : tree.bases()) {
      tree.connection()
          .forEach(
              base,
              RecipientTypes.known(),
              DirectoryTree.attributes(),
              DirectoryTree.DACL,
              this::goesOn,
              this::write);
    }
    return problems();
  }

  private void goesOn() {
    if (scope.stopWithin().test(Duration.ZERO)) {
      throw new RollcallException(
          ExitCode.STOPPED, "reading the directory was stopped", "restart the run");
    }
  }

  // first pass

  private void index(Entry given) {
    Entry entry = tree.connection().whole(given);
    Classification type = RecipientTypes.classify(entry);
    if (type.verdict() == Classification.Verdict.EXCLUDED) {
      return;
    }
    if (!tree.scope().takes(entry)) {
      leaveOut(entry);
      return;
    }
    recipients.add(
        guid(entry), entry.dn(), entry.sid("objectSid"), entry.sid("msExchMasterAccountSid"));
    if (type.verdict() == Classification.Verdict.UNKNOWN) {
      // The reader of the export refuses it by name, and knows by its GUID that it is there.
      out.write(object(entry, RecipientTypes.likelyKind(entry), Map.of()));
    }
  }

  private void leaveOut(Entry entry) {
    leftOut++;
    if (outside.size() < SHOWN) {
      outside.add(Failures.clip(Objects.requireNonNullElse(entry.primaryAddress(), entry.dn())));
    }
  }

  // second pass

  private void write(Entry given) {
    Entry entry = tree.connection().whole(given);
    RecipientType type = RecipientTypes.of(entry);
    if (type == null || !tree.scope().takes(entry)) {
      return; // what is unknown was written in the first pass
    }
    out.write(object(entry, type.kind(), groups(entry, type.kind())));
  }

  private Map<Section, Group> groups(Entry entry, ObjectKind kind) {
    return switch (kind) {
      case MAILBOX -> Mailboxes.groups(entry, recipients, tree.known());
      case LIST -> Lists.groups(entry, recipients, tree.known());
      case CONTACT -> Contacts.groups(entry, recipients, tree.known());
    };
  }

  private BackendObject object(Entry entry, ObjectKind kind, Map<Section, Group> groups) {
    return new BackendObject(
        kind,
        RecipientTypes.word(entry),
        new Identity(
            guid(entry),
            entry.guid("msExchMailboxGuid"),
            entraId(entry.text("msExchExternalDirectoryObjectId")),
            entry.dn(),
            entry.text("legacyExchangeDN"),
            entry.text("sAMAccountName"),
            entry.text("userPrincipalName")),
        groups);
  }

  private UUID guid(Entry entry) {
    UUID guid = entry.guid("objectGUID");
    if (guid == null) {
      throw Failures.failed(
          "the account may not read objectGUID of " + Failures.clip(entry.dn()),
          "give it the right to read all properties; nothing was compared",
          null);
    }
    return guid;
  }

  /** {@code User_<GUID>} or the like: what is behind the last underscore. */
  private static @Nullable UUID entraId(@Nullable String text) {
    String guid = text == null ? "" : text.substring(text.lastIndexOf('_') + 1);
    return guid.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
        ? UUID.fromString(guid)
        : null;
  }

  private List<Problem> problems() {
    if (leftOut == 0) {
      return List.of();
    }
    String more = leftOut > outside.size() ? ", …" : "";
    return List.of(
        new Problem(
            Problem.Kind.NOTICE,
            scope.organization().key(),
            "objects outside of the organization",
            "%d in its units have their address in none of its accepted domains: %s%s"
                .formatted(leftOut, String.join(", ", outside), more),
            "they were left out; `scripts/rollcall organizations set %s --domain DOMAIN` takes a domain in"
                .formatted(scope.organization().key())));
  }
}
