/**
 * From an application's secret or certificate to tokens of one tenant (Microsoft Entra), and from a
 * request to a whole answer: paid from a budget, repeated with patience, never a cut one. Serves
 * every room that reads a Microsoft cloud; knows none of them. Repeats only what changes nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.rollcall.entra;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
