package io.rollcall.exchange;

import java.util.Map;

/**
 * A mailbox, list or contact as a live backend gives it.
 *
 * @param recipientType RecipientTypeDetails in Exchange's word, which is compared between sources;
 *     of a type without a known word its number
 * @param groups of the sections of that kind; one that is missing is NOT_AVAILABLE
 */
public record BackendObject(
    ObjectKind kind, String recipientType, Identity identity, Map<Section, Group> groups) {}
