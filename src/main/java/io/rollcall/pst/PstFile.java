package io.rollcall.pst;

import java.nio.file.Path;

/**
 * A file that was written.
 *
 * @param contacts how many it has
 */
public record PstFile(Path path, long bytes, long contacts) {}
