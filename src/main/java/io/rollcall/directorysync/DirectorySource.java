package io.rollcall.directorysync;

/** Where a directory is read. */
public sealed interface DirectorySource permits MicrosoftGraphSource {}
