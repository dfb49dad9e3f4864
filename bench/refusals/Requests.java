import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/** Logins as the dialects' clients send them, and what OAuth's clients ask. */
final class Requests {
  /** The password of every account. */
  static final String RIGHT = "right-" + hex(8);

  static final String WRONG = "wrong-" + hex(8);

  private Requests() {}

  static byte[] wipsos(String identifiant, String motDePasse) {
    return http("GET /Token", "Identifiant: " + identifiant + "\r\nMotDePasse: " + motDePasse + "\r\n", "");
  }

  static byte[] noutRest(String name, String password) {
    Digest digest = Digest.of(password);
    return http(
        "GET /GetTokenSession?Username=%s&Password=%s&nonce=%s&created=%s"
            .formatted(name, url(digest.octets()), digest.nonce(), url(digest.created())),
        "",
        "");
  }

  static byte[] noutSoap(String actor, String guest, String password) {
    return nout(
        usernameToken(actor, RIGHT)
            + "<ExtranetUser>"
            + usernameToken(guest, password)
            + "<Form>1171</Form></ExtranetUser>");
  }

  static byte[] noutText(String name, String password) {
    return nout(
        "<UsernameToken><Username>%s</Username><Password Type=\"x#PasswordText\">%s</Password></UsernameToken>"
            .formatted(name, password));
  }

  private static byte[] nout(String content) {
    return http(
        "POST /",
        "Content-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"GetTokenSession\"\r\n",
        soap("<GetTokenSession xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\">" + content + "</GetTokenSession>"));
  }

  private static String usernameToken(String name, String password) {
    Digest digest = Digest.of(password);
    return "<UsernameToken><Username>%s</Username><Password>%s</Password><Nonce>%s</Nonce><Created>%s</Created></UsernameToken>"
        .formatted(name, digest.octets(), digest.nonce(), digest.created());
  }

  static byte[] vz(String name, String password) {
    return http("GET /Api/Vo/V1/?action=token&username=" + name + "&password=" + password, "", "");
  }

  static byte[] balansRest(String name, String password) {
    return http(
        "POST /rs/login/gettoken",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "id=" + name + "&pwd=" + password + "&len=30&usr=another1");
  }

  static byte[] balansSoap(String name, String password) {
    return http(
        "POST /LogIn/LogIn",
        "Content-Type: text/xml;charset=UTF-8\r\nSOAPAction: \"\"\r\n",
        soap(
            "<s:GetToken xmlns:s=\"http://services.bort.com/\"><companyCode>1</companyCode><userName>%s</userName><userCode>%s</userCode><sessLen>30</sessLen><authUser>another1</authUser></s:GetToken>"
                .formatted(name, password)));
  }

  /** What both endpoints understand, if only the client is proved. */
  static byte[] client(String endpoint, String name, String secret) {
    String basic = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return http(
        "POST /oauth2/" + endpoint,
        "Content-Type: application/x-www-form-urlencoded\r\nAuthorization: Basic " + basic + "\r\n",
        "grant_type=client_credentials&token=0123456789abcdef");
  }

  private static String soap(String body) {
    return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>" + body + "</e:Body></e:Envelope>";
  }

  static byte[] http(String line, String headers, String body) {
    return (line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String hex(int octets) {
    byte[] random = new byte[octets];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** NOUT's digest of a password, good once. */
  private record Digest(String octets, String nonce, String created) {
    static Digest of(String password) {
      try {
        String nonce = hex(16);
        String created = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)).replace("GMT", "+0000");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.UTF_8));
        String text = nonce + created + Base64.getEncoder().encodeToString(md5);
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        return new Digest(Base64.getEncoder().encodeToString(sha1), nonce, created);
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
