@NullMarked
package io.rollcall.contacts.deletion;

import org.jspecify.annotations.NullMarked;
