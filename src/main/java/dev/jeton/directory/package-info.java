/**
 * Passwords that an LDAP directory keeps (RFC 4511 to 4519), such as OpenLDAP's or Active
 * Directory's. The oddities of Active Directory are Microsoft's own ([MS-ADTS], and the codes in
 * the text of its refusals); those of password policies are draft-behera-ldap-password-policy-10's.
 */
@NullMarked
package dev.jeton.directory;

import org.jspecify.annotations.NullMarked;
