package io.rollcall.graph;

import org.jspecify.annotations.Nullable;

/**
 * What a delta tells of a contact that is there: not what it says, only that it may have changed.
 *
 * @param changeKey another one after each change; null when it was not told
 */
public record ContactChange(@Nullable String changeKey) {}
