package io.rollcall.backendsync;

/** Where the backend's objects are read. */
public sealed interface Source
    permits ExchangeExportSource, ActiveDirectorySource, ExchangeOnlineSource {

  /** What and where it is, in words for people. */
  String inWords();
}
