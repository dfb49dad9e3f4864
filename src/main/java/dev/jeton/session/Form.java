package dev.jeton.session;

/**
 * The form that holds extranet users (nout.md): names are unique within it.
 *
 * @param id the vendor's id of the form, decimal digits
 * @param title its label; the id if none was given
 */
public record Form(String id, String title) {}
