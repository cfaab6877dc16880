package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Signs in to the first controller that answers. */
final class Controllers {
  private static final int CONNECT_MS = 10_000;

  /** A page of a thousand objects with security descriptors takes a slow controller seconds. */
  private static final long ANSWER_MS = 120_000;

  private final DirectorySettings settings;

  Controllers(DirectorySettings settings) {
    this.settings = settings;
  }

  /**
   * One that is down, or is not who it says, is passed over. A refused password ends the search at
   * once: to try it everywhere would lock the account.
   */
  Connection connect() {
    String password = settings.password().resolve(System::getenv);
    List<String> failures = new ArrayList<>();
    for (Controller controller : settings.controllers()) {
      String name = controller.host() + ":" + controller.portFor(settings.security());
      LDAPConnection ldap;
      try {
        ldap = open(controller);
      } catch (LDAPException e) {
        failures.add(name + ": " + Failures.connect(e));
        continue;
      }
      try {
        signIn(ldap, password);
        return new Connection(name, ldap, settings.pageSize());
      } catch (LDAPException e) {
        ldap.close();
        if (!passes(e.getResultCode())) {
          throw Failures.signIn(name, settings.user(), e);
        }
        failures.add(name + ": " + Failures.connect(e));
      }
    }
    throw Failures.failed(
        "no domain controller can be used: " + String.join("; ", failures),
        "check source.controllers, source.security and source.trust, and the network",
        null);
  }

  /** Whether another controller may do better. */
  private static boolean passes(ResultCode code) {
    return code.equals(ResultCode.SERVER_DOWN)
        || code.equals(ResultCode.CONNECT_ERROR)
        || code.equals(ResultCode.TIMEOUT)
        || code.equals(ResultCode.BUSY)
        || code.equals(ResultCode.UNAVAILABLE);
  }

  private LDAPConnection open(Controller controller) throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(CONNECT_MS);
    options.setResponseTimeoutMillis(ANSWER_MS);
    options.setFollowReferrals(false);
    options.setUseSynchronousMode(true);
    options.setAllowConcurrentSocketFactoryUse(true);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    int port = controller.portFor(settings.security());
    if (settings.security() == Security.NONE) {
      return new LDAPConnection(options, controller.host(), port);
    }
    SSLContext tls = Trust.context(settings.trust());
    if (settings.security() == Security.LDAPS) {
      return new LDAPConnection(tls.getSocketFactory(), options, controller.host(), port);
    }
    LDAPConnection ldap = new LDAPConnection(options, controller.host(), port);
    try {
      ExtendedResult result =
          ldap.processExtendedOperation(new StartTLSExtendedRequest(tls.getSocketFactory()));
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(
            ResultCode.CONNECT_ERROR, "it refuses StartTLS: " + result.getDiagnosticMessage());
      }
      return ldap;
    } catch (LDAPException e) {
      ldap.close();
      throw e;
    }
  }

  private void signIn(LDAPConnection ldap, String password) throws LDAPException {
    BindResult result = ldap.bind(settings.user(), password);
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(result);
    }
  }
}
