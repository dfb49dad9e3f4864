package dev.jeton.account;

import java.util.Locale;

/** What an account is. */
public enum Kind {
  /** A person or program of the house, with a password. */
  USER,
  /** An end user who lives in a form (nout's extranet users), with a password. */
  EXTRANET,
  /** A customer or supplier that a session can be tied to; it never logs in by itself. */
  CUSTOMER,
  /** A program that logs in with key pairs. */
  MACHINE,
  /** An OAuth client (RFC 6749, section 2): it asks for tokens, and what tokens stand for. */
  CLIENT;

  /** Whether such an account may have a password; a client's is its chosen secret. */
  boolean hasPassword() {
    return switch (this) {
      case USER, EXTRANET, CLIENT -> true;
      case CUSTOMER, MACHINE -> false;
    };
  }

  /** As people write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
