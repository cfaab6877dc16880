package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a directory's refusals mean, and what to do about them. */
final class Failures {
  private static final int SHOWN = 300;

  /** Active Directory puts a Windows error into the text of a refused bind: "data 52e". */
  private static final Pattern WINDOWS_ERROR = Pattern.compile("data ([0-9a-f]{3,4})\\b");

  /** Microsoft's system error codes, in hexadecimal digits. */
  private static final Map<String, String> SIGN_IN =
      Map.of(
          "525", "there is no such user",
          "52e", "the user name or the password is wrong",
          "530", "the account may not sign in at this hour",
          "531", "the account may not sign in from this machine",
          "532", "the password has expired",
          "533", "the account is disabled",
          "701", "the account has expired",
          "773", "the password must be changed first",
          "775", "the account is locked out");

  private Failures() {}

  static RollcallException signIn(String controller, String user, LDAPException e) {
    String text = shown(e);
    Matcher error = WINDOWS_ERROR.matcher(text);
    String why = error.find() ? SIGN_IN.getOrDefault(error.group(1), text) : text;
    if (e.getResultCode().equals(ResultCode.STRONG_AUTH_REQUIRED)
        || e.getResultCode().equals(ResultCode.CONFIDENTIALITY_REQUIRED)) {
      return failed(
          "%s takes a password over a protected connection only".formatted(controller),
          "set source.security to ldaps or starttls",
          e);
    }
    return failed(
        "%s does not let %s in: %s".formatted(controller, user, why),
        "check source.user and the secret behind source.password",
        e);
  }

  /** Why a connection could not be made, in words; certificates are named as the cause. */
  static String connect(LDAPException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || String.valueOf(cause.getMessage()).contains("CertificateExpiredException")) {
        return "its certificate has expired";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet";
      }
    }
    String text = shown(e);
    if (text.contains("Hostname verification failed")) {
      return "its certificate is for another name";
    }
    if (text.contains("unable to find valid certification path")
        || text.contains("PKIX path building failed")) {
      return "its certificate is not trusted";
    }
    return text;
  }

  static RollcallException search(String controller, String what, LDAPException e) {
    String read = "%s could not be read from %s".formatted(what, controller);
    ResultCode code = e.getResultCode();
    if (code.equals(ResultCode.SIZE_LIMIT_EXCEEDED)
        || code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED)) {
      return failed(
          read + " whole: the controller's size limit was hit",
          "lower source.page-size below the controller's MaxPageSize; nothing was compared",
          e);
    }
    if (code.equals(ResultCode.TIME_LIMIT_EXCEEDED)) {
      return failed(
          read + " whole: the controller's time limit was hit",
          "lower source.page-size, or name units; nothing was compared",
          e);
    }
    if (code.equals(ResultCode.REFERRAL)) {
      return referral(controller, what, String.join(", ", e.getReferralURLs()), e);
    }
    if (code.equals(ResultCode.NO_SUCH_OBJECT)) {
      return failed(
          read + ": there is no such entry, or the account may not see it",
          "correct source.units or source.base; nothing was compared",
          e);
    }
    if (code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
      return failed(
          read + ": the account may not", "give it the right to read; nothing was compared", e);
    }
    return failed(
        "%s whole: %s".formatted(read, shown(e)),
        "restart the run when the controller answers again; nothing was compared",
        e);
  }

  /** A part of the tree is on another server: without it the reading would not be whole. */
  static RollcallException referral(
      String controller, String what, String urls, @Nullable Throwable cause) {
    return failed(
        "%s refers to another server for a part of %s: %s".formatted(controller, what, clip(urls)),
        "name a controller of that domain, or units of this one alone; nothing was compared",
        cause);
  }

  static RollcallException failed(String message, String nextStep, @Nullable Throwable cause) {
    return new RollcallException(ExitCode.FAILED, message, nextStep, cause);
  }

  private static String shown(LDAPException e) {
    String given = e.getDiagnosticMessage();
    return clip(given == null || given.isBlank() ? e.getMessage() : given);
  }

  /** What a server says is foreign text: short, and without what moves a cursor. */
  static String clip(@Nullable String text) {
    String clean = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN - 1) + "…";
  }
}
