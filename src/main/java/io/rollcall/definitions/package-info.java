/**
 * From {@code jobs/*.yaml} to typed records: every error of every file at once, each with file,
 * line, column, what is wrong and what is allowed. Reads only; knows no family beyond its record.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.rollcall.definitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
