package dev.jeton.account;

import dev.jeton.account.Tally.Who;
import dev.jeton.session.Behalf;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login, and what it offers to be proved: its actor's claim and, beside it, an extranet user's.
 */
record Offered(Command.Login login, Optional<Extranet> extranet) {

  /**
   * An extranet user's claim.
   *
   * @param form what is called so, by its id or title
   * @param formId the form's id or, if there is no such form, what it was called
   */
  record Extranet(Claim claim, Optional<Form> form, String formId) {}

  /** Looks the form up once, for all that need it. */
  static Offered by(Command.Login login, AccountStore accounts) {
    return new Offered(
        login,
        login.subject().stream()
            .flatMap(
                behalf ->
                    behalf instanceof Behalf.Proved(Claim claim, String called)
                        ? Stream.of(extranet(claim, called, accounts.form(called)))
                        : Stream.empty())
            .findFirst());
  }

  private static Extranet extranet(Claim claim, String called, Optional<Form> form) {
    return new Extranet(claim, form, form.map(Form::id).orElse(called));
  }

  Claim actor() {
    return login.actor();
  }

  List<Claim> claims() {
    return extranet.isPresent() ? List.of(actor(), extranet.get().claim()) : List.of(actor());
  }

  /** Whom the throttle counts, the actor first; a form counts under its id, however called. */
  List<Who> who() {
    Who first =
        actor().credential() instanceof Credential.ApiKey
            ? Who.ofKey(actor().name())
            : Who.of(actor().name(), "");
    return extranet
        .map(user -> List.of(first, Who.of(user.claim().name(), user.formId())))
        .orElse(List.of(first));
  }

  /** Whom the login names without proving them. */
  List<String> besides() {
    Optional<String> subject =
        login
            .subject()
            .flatMap(
                b -> b instanceof Behalf.Named(String name) ? Optional.of(name) : Optional.empty());
    return List.of(
        login.dialect(),
        subject.orElse(""),
        login.customer().map(name -> "for " + name).orElse(""));
  }

  /** The first that is a digest. */
  Optional<Credential.Digest> digest() {
    return claims().stream()
        .flatMap(
            claim ->
                claim.credential() instanceof Credential.Digest digest
                    ? Stream.of(digest)
                    : Stream.empty())
        .findFirst();
  }
}
