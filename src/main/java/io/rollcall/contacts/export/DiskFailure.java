package io.rollcall.contacts.export;

import java.nio.file.FileSystemException;

/** Why a disk did not take something, in words. */
final class DiskFailure {
  private DiskFailure() {}

  /** A file system's message is often the file's name alone; the type then says what happened. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (message == null) {
      return root.getClass().getSimpleName();
    }
    return root instanceof FileSystemException file && file.getReason() == null
        ? root.getClass().getSimpleName() + " " + message
        : message;
  }
}
