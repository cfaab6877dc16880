package io.rollcall.sandbox.graph;

/** What Outlook says when it does not do what it was asked for. */
final class OutlookReplies {
  private OutlookReplies() {}

  static Reply corrupt() {
    return Reply.outlook(
        500, "ErrorCorruptData", "Data is corrupt., The item's properties cannot be read.");
  }

  static Reply badQuery() {
    return Reply.outlook(400, "ErrorInvalidUrlQuery", "The query is invalid.");
  }

  static Reply badBody() {
    return Reply.outlook(400, "RequestBodyRead", "The body cannot be read.");
  }

  static Reply notFound() {
    return Reply.outlook(
        404, "ErrorItemNotFound", "The specified object was not found in the store.");
  }

  static Reply folderNotFound() {
    return Reply.outlook(
        404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");
  }

  static Reply notSupported() {
    return Reply.error(501, "NotImplemented", "This operation target is not yet supported.");
  }
}
