package dev.jeton.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import javax.net.ssl.SSLException;

/** What went wrong with a directory, in words for an administrator. */
final class Trouble {
  private Trouble() {}

  /** Never of a person's bind: what a server says there could hold anything. */
  static String of(LDAPException e) {
    ResultCode code = e.getResultCode();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "TLS failed: " + cause.getMessage();
      }
    }
    return switch (code.intValue()) {
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
          "it refuses the service account: its name or password is wrong";
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> "it has nothing at the configured base";
      case ResultCode.TIMEOUT_INT_VALUE -> "no answer in time";
      default -> code.getName() + " (" + code.intValue() + "): " + e.getMessage();
    };
  }
}
