/**
 * Takes out of the store what a person, or a retention, no longer wants in it. It is hidden at
 * once, can be brought back for a while, and is then deleted from the tables; each step may be done
 * again. A person proves with the deletion password that it is them.
 */
@NullMarked
@NamedInterface("deletion")
package io.rollcall.contacts.deletion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
