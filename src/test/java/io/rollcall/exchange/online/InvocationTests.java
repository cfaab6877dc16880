package io.rollcall.exchange.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTests {

  /** The names of Get-CASMailbox: https://learn.microsoft.com/powershell/module/exchange. */
  @Test
  void propertiesAreAskedForInExchangesSpelling() {
    List<String> asked = List.of(Cmdlets.PROTOCOLS.path().split("[=,]"));

    assertThat(asked)
        .contains("OWAEnabled", "MAPIEnabled", "PopEnabled", "ImapEnabled", "ActiveSyncEnabled");
    assertThat(Cmdlets.MAILBOXES.path()).contains("DisplayName", "EmailAddresses");
  }
}
