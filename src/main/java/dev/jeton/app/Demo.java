package dev.jeton.app;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.ClientEdit;
import dev.jeton.account.KeyPair;
import dev.jeton.account.Kind;
import dev.jeton.account.Registrar;
import dev.jeton.account.Registration;
import dev.jeton.secret.Secret;
import dev.jeton.session.GrantType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sample accounts for every dialect, and a login of each to paste into another terminal. Everybody
 * knows their secrets.
 */
public final class Demo {
  private static final String PASSWORD = "demo-password";
  private static final String IDENTIFIANT = "00112233445566778899aabbccddeeff";
  private static final String MOT_DE_PASSE = "ffeeddccbbaa99887766554433221100";
  private static final long MACHINE = 5;
  private static final String SECRET = "demo-secret";
  private static final long CLIENT = 6;

  private Demo() {}

  /** Adds those accounts that are not there yet. */
  public static void fill(Server server) {
    Registrar registrar = server.registrar();
    add(
        registrar,
        "demo",
        1,
        person(Kind.USER, Optional.empty(), Set.of("nout", "balans", "vz"), Set.of("*")));
    add(registrar, "colleague", 2, person(Kind.USER, Optional.empty(), Set.of("balans"), Set.of()));
    add(
        registrar,
        "ninon",
        3,
        person(
            Kind.EXTRANET,
            Optional.of(new FormName("224661136955914", Optional.of("Client"))),
            Set.of("nout"),
            Set.of()));
    add(registrar, "acme", 4, other(Kind.CUSTOMER, Set.of()));
    if (add(registrar, "machine", MACHINE, other(Kind.MACHINE, Set.of("wipsos")))) {
      registrar.keyPairs().take(MACHINE, KeyPair.of(IDENTIFIANT, MOT_DE_PASSE));
    }
    add(registrar, "gateway", CLIENT, client());
  }

  /** What to paste, for the server as it runs. */
  public static String logins(Running running, Path data) {
    return TEXT.replace("{https}", running.https())
        .replace("{ca}", quoted(new ServerFiles(data).authority().toAbsolutePath().normalize()));
  }

  /** As one word of a shell. */
  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private static boolean add(Registrar registrar, String name, long id, AccountEdit edit) {
    return switch (registrar.add(name, OptionalLong.of(id), edit)) {
      case Registration.Done _, Registration.Keyed _, Registration.Issued _ -> true;
      case Registration.Refused _ -> false; // it is there from an earlier run
    };
  }

  private static AccountEdit person(
      Kind kind, Optional<FormName> form, Set<String> dialects, Set<String> everyone) {
    return edit(
        kind, form, dialects, everyone, new Credentials.Password(Secret.of(PASSWORD), true));
  }

  private static AccountEdit other(Kind kind, Set<String> dialects) {
    return edit(kind, Optional.empty(), dialects, Set.of(), new Credentials.Same());
  }

  /** One that may do what services and gateways do. */
  private static AccountEdit client() {
    var grants =
        Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.TOKEN_EXCHANGE, GrantType.REFRESH_TOKEN);
    var may =
        new ClientEdit(
            new Members(
                true, grants.stream().map(GrantType::word).collect(Collectors.toSet()), Set.of()),
            new Members(true, Set.of("read", "write"), Set.of()),
            new Members(true, Set.of("https://api.example.org"), Set.of()),
            Optional.empty(),
            Optional.empty(),
            Members.SAME,
            Set.of(),
            Optional.empty());
    return new AccountEdit(
        Optional.of(Kind.CLIENT),
        Optional.empty(),
        Members.SAME,
        OptionalInt.empty(),
        Members.SAME,
        Members.SAME,
        Optional.of(true),
        new Credentials.Password(Secret.of(SECRET), false),
        may,
        true);
  }

  private static AccountEdit edit(
      Kind kind,
      Optional<FormName> form,
      Set<String> dialects,
      Set<String> everyone,
      Credentials credentials) {
    return new AccountEdit(
        Optional.of(kind),
        form,
        new Members(true, dialects, Set.of()),
        OptionalInt.empty(),
        new Members(true, everyone, Set.of()),
        new Members(true, everyone, Set.of()),
        Optional.of(true),
        credentials,
        true); // everybody knows it in any case
  }

  private static final String TEXT =
      """

      THIS IS A DEMO: everybody knows its passwords. Never put it in front of anything.

      Log in over each protocol, from another terminal:

      nout, SOAP:
        curl --cacert {ca} {https}/ -H 'Content-Type: text/xml' -d '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><GetTokenSession xmlns="http://www.nout.fr/wsdl/SimaxService.wsdl/"><UsernameToken><Username>demo</Username><Password Type="PasswordText">demo-password</Password></UsernameToken></GetTokenSession></e:Body></e:Envelope>'

      nout, REST with a digest:
        N=$(openssl rand -hex 20) C=$(LC_ALL=C date -u '+%a, %d %b %Y %T +0000') S=$(printf demo-password | openssl md5 -binary | base64); curl --cacert {ca} -G {https}/GetTokenSession --data-urlencode Username=demo --data-urlencode "nonce=$N" --data-urlencode "created=$C" --data-urlencode "Password=$(printf %s "$N$C$S" | openssl sha1 -binary | base64)"

      balans, REST:
        curl --cacert {ca} {https}/rs/login/gettoken -d 'id=demo&pwd=demo-password&len=30'

      balans, SOAP:
        curl --cacert {ca} {https}/LogIn/LogIn -H 'Content-Type: text/xml' -d '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:b="http://services.bort.com/"><e:Body><b:GetToken><companyCode>1</companyCode><userName>demo</userName><userCode>demo-password</userCode><sessLen>20</sessLen></b:GetToken></e:Body></e:Envelope>'

      vz:
        curl --cacert {ca} '{https}/Api/Vo/V1/?action=token&username=demo&password=demo-password'

      wipsos:
        curl --cacert {ca} {https}/Token -H 'Identifiant: 00112233445566778899aabbccddeeff' -H 'MotDePasse: ffeeddccbbaa99887766554433221100'

      Any of these tokens, checked by OAuth 2.0:
        curl --cacert {ca} {https}/oauth2/introspect -u gateway:demo-secret -d token=TOKEN
      """;
}
