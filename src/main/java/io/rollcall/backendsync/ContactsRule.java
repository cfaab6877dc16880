package io.rollcall.backendsync;

/**
 * Which mail contacts are disabled.
 *
 * @param attribute the general setting that tells, by its name in the export format
 * @param value the value, as it stands, that means disabled
 */
public record ContactsRule(String attribute, String value) {}
