package io.rollcall.backendsync;

import io.rollcall.activedirectory.ActiveDirectory;
import io.rollcall.activedirectory.Controller;
import io.rollcall.activedirectory.DirectorySettings;
import io.rollcall.activedirectory.Security;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.TypeName;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Active Directory of an Exchange organization, over LDAP. */
@TypeName("active-directory")
public record ActiveDirectorySource(
    @Described("Domain controllers, HOST or HOST:PORT, tried in this order.")
        List<Controller> controllers,
    @Default("ldaps")
        @Described(
            "`ldaps`, `starttls`, or `none`: then everybody on the way reads the password and all"
                + " else.")
        Security security,
    @Described(
            "A PEM file with the certificate of the authority or of the controllers; left out, what"
                + " Java trusts.")
        @Nullable Path trust,
    @Described("Who signs in: a distinguished name, DOMAIN\\name or name@domain.") String user,
    @Described("The password.") SecretRef password,
    @Described("Where to search without units; left out, the controller's domain.")
        @Nullable String base,
    @Default("[]")
        @Described(
            "Distinguished names of the organizational units to read; {organization} in them is"
                + " the organization's key.")
        List<String> units,
    @Default("true")
        @Described("Leave out what has its primary address in none of the accepted domains.")
        boolean acceptedDomains,
    @Default("1000") @Described("Entries asked for at once, 1 to 1000.") int pageSize)
    implements Source, LiveSource {

  private static final String ORGANIZATION = "{organization}";

  public ActiveDirectorySource {
    settings(
        controllers, security, trust, user, password, base, units, acceptedDomains, pageSize, "x");
  }

  @Override
  public String inWords() {
    return "Active Directory at "
        + controllers.stream().map(Controller::host).collect(Collectors.joining(", "));
  }

  @Override
  public LiveBackend open(LiveScope scope) {
    return new ActiveDirectory(
        settings(
            controllers,
            security,
            trust,
            user,
            password,
            base,
            units,
            acceptedDomains,
            pageSize,
            scope.organization().key()),
        scope);
  }

  private static DirectorySettings settings(
      List<Controller> controllers,
      Security security,
      @Nullable Path trust,
      String user,
      SecretRef password,
      @Nullable String base,
      List<String> units,
      boolean acceptedDomains,
      int pageSize,
      String organization) {
    return new DirectorySettings(
        controllers,
        security,
        trust,
        user,
        password,
        base,
        units.stream().map(unit -> unit.replace(ORGANIZATION, organization)).toList(),
        acceptedDomains,
        pageSize);
  }
}
