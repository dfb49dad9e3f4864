package dev.jeton.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import dev.jeton.session.Cause;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a directory's answer to a person's bind says of the person. */
sealed interface BindAnswer {
  /** Active Directory's flags of an account. */
  String CONTROL_ATTRIBUTE = "userAccountControl";

  /** Its code in the text of a refusal, hexadecimal (Win32 errors; [MS-ERREF] 2.2). */
  Pattern SUB_CODE = Pattern.compile("\\bAcceptSecurityContext error, data ([0-9a-fA-F]{1,8})\\b");

  /** The flag ADS_UF_ACCOUNT_DISABLE ([MS-ADTS] 2.2.16). */
  long DISABLED_FLAG = 0x2;

  record Proved() implements BindAnswer {}

  record Refused(Cause cause) implements BindAnswer {}

  /** It says nothing of the person: something is wrong with the directory, or how we ask it. */
  record Failed(String why) implements BindAnswer {}

  static BindAnswer of(LDAPResult result) {
    Optional<Cause> policy = policy(result);
    String text = Optional.ofNullable(result.getDiagnosticMessage()).orElse("");
    if (result.getResultCode().equals(ResultCode.SUCCESS)) {
      return policy.<BindAnswer>map(Refused::new).orElseGet(Proved::new);
    }
    return switch (result.getResultCode().intValue()) {
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
          new Refused(policy.orElseGet(() -> subCode(text)));
      // OpenLDAP says so of an entry that has no password.
      case ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
          new Refused(Cause.NO_SUCH_CREDENTIAL);
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE, ResultCode.INVALID_DN_SYNTAX_INT_VALUE ->
          new Refused(Cause.UNKNOWN_ACCOUNT);
      // 389 Directory Server: too many failures.
      case ResultCode.CONSTRAINT_VIOLATION_INT_VALUE -> new Refused(policy.orElse(Cause.LOCKED));
      case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE ->
          policy.isPresent() || text.toLowerCase(Locale.ROOT).contains("inactivated")
              ? new Refused(policy.orElse(Cause.DISABLED))
              : new Failed("it refuses to check passwords (result 53)");
      default -> new Failed("it answers a bind with result " + result.getResultCode().intValue());
    };
  }

  /** Draft-behera-ldap-password-policy-10, section 6.2. */
  private static Optional<Cause> policy(LDAPResult result) {
    try {
      return Optional.ofNullable(DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result))
          .flatMap(control -> Optional.ofNullable(control.getErrorType()))
          .flatMap(
              error ->
                  switch (error) {
                    case ACCOUNT_LOCKED -> Optional.of(Cause.LOCKED);
                    case PASSWORD_EXPIRED, CHANGE_AFTER_RESET ->
                        Optional.of(Cause.PASSWORD_EXPIRED);
                    // These answer changes of passwords, not binds.
                    case PASSWORD_MOD_NOT_ALLOWED,
                        MUST_SUPPLY_OLD_PASSWORD,
                        INSUFFICIENT_PASSWORD_QUALITY,
                        PASSWORD_TOO_SHORT,
                        PASSWORD_TOO_YOUNG,
                        PASSWORD_IN_HISTORY ->
                        Optional.empty();
                  });
    } catch (LDAPException _) {
      return Optional.empty(); // a control that can't be read says nothing
    }
  }

  private static Cause subCode(String text) {
    Matcher matcher = SUB_CODE.matcher(text);
    return switch (matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "") {
      case "525" -> Cause.UNKNOWN_ACCOUNT;
      case "52f", "530", "531" -> Cause.RESTRICTED;
      case "532", "773" -> Cause.PASSWORD_EXPIRED;
      case "533" -> Cause.DISABLED;
      case "701" -> Cause.EXPIRED;
      case "775" -> Cause.LOCKED;
      default -> Cause.WRONG_CREDENTIAL;
    };
  }

  /** Whether Active Directory's flags of the person say that the account is disabled. */
  static boolean isDisabled(Person person) {
    return person.values(CONTROL_ATTRIBUTE).stream()
        .filter(text -> text.matches("-?[0-9]{1,10}"))
        .anyMatch(text -> (Long.parseLong(text) & DISABLED_FLAG) != 0);
  }
}
