package io.rollcall.definitions;

import io.rollcall.kernel.FamilyDefinition;
import java.nio.file.Path;

/**
 * One job, as its file defines it.
 *
 * @param name the file's name without {@code .yaml}
 * @param file where it was read, absolute
 * @param family the value of {@code family}: {@code backend-sync}
 * @param definition the family's own record
 * @param digest SHA-256 in hexadecimal digits over what the file means: comments, the order of
 *     keys, a written-out default and the place of the home folder do not change it
 */
public record JobDefinition(
    String name, Path file, String family, FamilyDefinition definition, String digest) {}
