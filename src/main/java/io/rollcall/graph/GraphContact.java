package io.rollcall.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it was read.
 *
 * @param id immutable: it stays when the contact is moved; case-sensitive
 * @param changeKey another one after each change
 * @param picture whether Exchange says that there is a photo; null when it does not say
 */
public record GraphContact(
    String id,
    @Nullable String changeKey,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable Boolean picture,
    ContactCard card) {}
