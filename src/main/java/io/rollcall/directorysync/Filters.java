package io.rollcall.directorysync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.Wildcard;
import java.util.List;

/** Who and what of a directory belongs into the panel. */
public record Filters(
    @Default("true")
        @Described(
            "Only those whose primary address, else user name, is in an accepted domain of the"
                + " organization; `false` takes all domains. Guests have foreign addresses and are"
                + " exempt.")
        boolean acceptedDomains,
    @Default("[]")
        @Described(
            "Patterns with `*`, `?`, `[seq]`, `[!seq]`, in any case; whose user name, primary"
                + " address or mail matches one is left out.")
        List<String> exclude,
    @Default("false") @Described("Take guests of other organizations too.") boolean guests,
    @Default("true")
        @Described("Take disabled accounts too; shared mailboxes and rooms are among them.")
        boolean disabledAccounts,
    @Default("false") @Described("Only users with a licence.") boolean licensedOnly) {

  /**
   * @throws IllegalArgumentException when a pattern is none
   */
  public Filters {
    exclude = List.copyOf(exclude);
    Wildcard.require("exclude", exclude);
  }
}
