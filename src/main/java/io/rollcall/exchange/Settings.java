package io.rollcall.exchange;

import static io.rollcall.exchange.FieldType.ADDRESS;
import static io.rollcall.exchange.FieldType.DURATION;
import static io.rollcall.exchange.FieldType.FLAG;
import static io.rollcall.exchange.FieldType.GUID;
import static io.rollcall.exchange.FieldType.NUMBER;
import static io.rollcall.exchange.FieldType.REFERENCE;
import static io.rollcall.exchange.FieldType.REFERENCES;
import static io.rollcall.exchange.FieldType.SIZE;
import static io.rollcall.exchange.FieldType.TEXT;
import static io.rollcall.exchange.FieldType.TEXTS;
import static io.rollcall.exchange.FieldType.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The settings of each section, after the properties that Exchange's own cmdlets return.
 * WhenChanged is left out: it moves when something changes that is no setting, so each run would
 * find versions.
 */
final class Settings {

  private static final List<Field> PERSON =
      list(
          of(TEXT, "firstName initials lastName streetAddress city stateOrProvince postalCode"),
          of(TEXT, "countryOrRegion title company department office"),
          of(REFERENCE, "manager"),
          of(TEXT, "phone fax homePhone mobilePhone pager webPage notes"));

  private static final List<Field> NAMES =
      list(of(TEXT, "displayName alias"), of(FLAG, "hiddenFromAddressListsEnabled"));

  private static final List<Field> CUSTOM_ATTRIBUTES = numbered(TEXT, "customAttribute");

  private static final List<Field> SENDERS =
      list(
          of(FLAG, "requireSenderAuthenticationEnabled"),
          of(REFERENCES, "acceptMessagesOnlyFrom acceptMessagesOnlyFromDLMembers"),
          of(REFERENCES, "rejectMessagesFrom rejectMessagesFromDLMembers"));

  private static final List<Field> MODERATION =
      list(
          of(FLAG, "moderationEnabled"),
          of(REFERENCES, "moderatedBy"),
          of(TEXT, "sendModerationNotifications"));

  static final List<Field> MAILBOX_GENERAL =
      list(
          NAMES,
          PERSON,
          CUSTOM_ATTRIBUTES,
          of(TEXT, "addressBookPolicy"),
          of(FLAG, "accountDisabled"),
          of(TEXT, "linkedMasterAccount"),
          of(TIME, "whenCreated whenMailboxCreated"));

  static final List<Field> EMAIL_ADDRESS_POLICY =
      list(of(FLAG, "emailAddressPolicyEnabled"), of(ADDRESS, "windowsEmailAddress"));

  static final List<Field> MAILBOX_MAIL_FLOW =
      list(
          of(REFERENCE, "forwardingAddress"),
          of(ADDRESS, "forwardingSmtpAddress"),
          of(FLAG, "deliverToMailboxAndForward"),
          of(NUMBER, "recipientLimits"),
          of(SIZE, "maxSendSize maxReceiveSize"),
          SENDERS,
          of(DURATION, "retainDeletedItemsFor"),
          of(FLAG, "useDatabaseRetentionDefaults"),
          of(FLAG, "messageCopyForSentAsEnabled messageCopyForSendOnBehalfEnabled"),
          MODERATION);

  static final List<Field> QUOTA =
      list(
          of(FLAG, "useDatabaseQuotaDefaults"),
          of(SIZE, "issueWarningQuota prohibitSendQuota prohibitSendReceiveQuota"),
          of(SIZE, "recoverableItemsQuota recoverableItemsWarningQuota"),
          of(NUMBER, "resourceCapacity"),
          of(TEXT, "resourceType"));

  static final List<Field> PROTOCOLS =
      list(
          of(FLAG, "owaEnabled activeSyncEnabled mapiEnabled popEnabled imapEnabled ewsEnabled"),
          of(TEXT, "activeSyncMailboxPolicy owaMailboxPolicy"));

  /** Of rooms and equipment, from Get-CalendarProcessing. */
  static final List<Field> BOOKING =
      list(
          of(TEXT, "automateProcessing bookingType"),
          of(FLAG, "allowConflicts allowRecurringMeetings allowDistributionGroup"),
          of(FLAG, "allowMultipleResources enforceAdjacencyAsOverlap enforceCapacity"),
          of(FLAG, "enforceSchedulingHorizon scheduleOnlyDuringWorkHours"),
          of(NUMBER, "bookingWindowInDays maximumDurationInMinutes minimumDurationInMinutes"),
          of(NUMBER, "conflictPercentageAllowed maximumConflictInstances"),
          of(FLAG, "forwardRequestsToDelegates tentativePendingApproval"),
          of(FLAG, "addNewRequestsTentatively processExternalMeetingMessages"),
          of(FLAG, "deleteAttachments deleteComments deleteSubject deleteNonCalendarItems"),
          of(FLAG, "removePrivateProperty removeOldMeetingMessages removeCanceledMeetings"),
          of(FLAG, "removeForwardedMeetingNotifications addOrganizerToSubject organizerInfo"),
          of(FLAG, "enableResponseDetails addAdditionalResponse"),
          of(TEXT, "additionalResponse"),
          of(FLAG, "allBookInPolicy allRequestInPolicy allRequestOutOfPolicy"),
          of(REFERENCES, "resourceDelegates bookInPolicy requestInPolicy requestOutOfPolicy"));

  static final List<Field> DATABASE = list(of(TEXT, "database serverName"));

  static final List<Field> ARCHIVE =
      list(
          of(GUID, "archiveGuid"),
          of(TEXTS, "archiveName"),
          of(TEXT, "archiveDatabase"),
          of(SIZE, "archiveQuota archiveWarningQuota"),
          of(TEXT, "archiveStatus archiveState archiveDomain"),
          of(FLAG, "autoExpandingArchiveEnabled"));

  /** From Get-UMMailbox, which Exchange 2019 and Exchange Online no longer have. */
  static final List<Field> UNIFIED_MESSAGING =
      list(
          of(FLAG, "umEnabled"),
          of(TEXT, "umMailboxPolicy"),
          of(TEXTS, "extensions"),
          of(TEXT, "operatorNumber phoneNumber phoneProviderId"),
          of(FLAG, "automaticSpeechRecognitionEnabled faxEnabled subscriberAccessEnabled"),
          of(FLAG, "anonymousCallersCanLeaveMessages callAnsweringRulesEnabled"),
          of(FLAG, "missedCallNotificationEnabled playOnPhoneEnabled voiceMailAnalysisEnabled"),
          of(FLAG, "pinlessAccessToVoiceMailEnabled"),
          of(FLAG, "tuiAccessToCalendarEnabled tuiAccessToEmailEnabled"),
          of(TEXT, "allowUMCallsFromNonUsers callAnsweringAudioCodec umSMSNotificationOption"));

  static final List<Field> AUTOMATIC_REPLIES =
      list(
          of(TEXT, "autoReplyState"),
          of(TIME, "startTime endTime"),
          of(TEXT, "internalMessage externalMessage externalAudience"));

  static final List<Field> RETENTION =
      list(
          of(TEXT, "retentionPolicy"),
          of(FLAG, "retentionHoldEnabled"),
          of(TIME, "startDateForRetentionHold endDateForRetentionHold"),
          of(FLAG, "singleItemRecoveryEnabled litigationHoldEnabled"),
          of(TIME, "litigationHoldDate"),
          of(TEXT, "litigationHoldOwner"),
          of(DURATION, "litigationHoldDuration"),
          of(TEXT, "retentionComment retentionUrl"));

  static final List<Field> LIST_GENERAL =
      list(
          NAMES,
          of(TEXT, "groupType"),
          of(REFERENCES, "managedBy"),
          of(TEXT, "notes"),
          CUSTOM_ATTRIBUTES,
          of(TIME, "whenCreated"));

  static final List<Field> DYNAMIC_RULE =
      list(
          of(TEXT, "recipientFilter recipientContainer includedRecipients"),
          of(TEXTS, "conditionalCompany conditionalDepartment conditionalStateOrProvince"),
          numbered(TEXTS, "conditionalCustomAttribute"));

  static final List<Field> LIST_ADVANCED =
      list(
          SENDERS,
          of(SIZE, "maxSendSize maxReceiveSize"),
          of(TEXT, "memberJoinRestriction memberDepartRestriction"),
          of(FLAG, "reportToManagerEnabled reportToOriginatorEnabled"),
          of(FLAG, "sendOofMessageToOriginatorEnabled"),
          MODERATION,
          of(REFERENCES, "bypassModerationFromSendersOrMembers"),
          of(FLAG, "bypassNestedModerationEnabled"),
          of(TEXT, "expansionServer mailTip"),
          of(TEXTS, "mailTipTranslations"));

  static final List<Field> CONTACT_GENERAL =
      list(NAMES, of(ADDRESS, "externalEmailAddress"), PERSON, CUSTOM_ATTRIBUTES);

  static final List<Field> CONTACT_MAIL_FLOW =
      list(
          of(TEXT, "useMapiRichTextFormat macAttachmentFormat messageFormat messageBodyFormat"),
          SENDERS,
          of(SIZE, "maxReceiveSize"),
          of(NUMBER, "maxRecipientPerMessage"),
          MODERATION);

  private Settings() {}

  private static List<Field> of(FieldType type, String names) {
    return Arrays.stream(names.split(" ", -1)).map(name -> new Field(name, type)).toList();
  }

  private static List<Field> numbered(FieldType type, String name) {
    return IntStream.rangeClosed(1, 15).mapToObj(i -> new Field(name + i, type)).toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<Field> list(List<Field>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }
}
