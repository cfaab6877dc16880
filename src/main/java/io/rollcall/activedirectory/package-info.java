/**
 * From an Active Directory with Exchange's schema to the objects of one organization, over LDAP.
 * Reads only; what cannot be read whole fails, so that half a directory never looks like an
 * organization that shrank. Knows no job and no SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "exchange"})
package io.rollcall.activedirectory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
