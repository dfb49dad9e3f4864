package dev.jeton.dialect.nout;

/** The errors that callers meet, with NOUT's numbers (nout.md, the table). */
enum NoutError {
  METHOD(
      1302,
      "La méthode HTTP n'est pas acceptée ici",
      "The HTTP method is not accepted here",
      "El método HTTP no se acepta aquí"),
  CONTENT_TYPE(
      1303,
      "Le type de contenu n'est pas accepté",
      "The content type is not accepted",
      "El tipo de contenido no se acepta"),
  PATH(1304, "Le chemin n'existe pas", "The path does not exist", "La ruta no existe"),
  WRONG_PASSWORD(
      1403,
      "L'identification a échoué",
      "The identification failed",
      "La identificación ha fallado"),
  UNKNOWN_LOGIN(
      1404, "L'utilisateur est inconnu", "The user is unknown", "El usuario es desconocido"),
  USER_NOT_ALLOWED(
      1406,
      "L'utilisateur n'est pas autorisé à se connecter",
      "The user is not allowed to connect",
      "El usuario no está autorizado a conectarse"),
  NO_SESSION(
      1407,
      "La session n'existe pas ou n'existe plus",
      "The session does not exist, or no longer does",
      "La sesión no existe o ya no existe"),
  FORBIDDEN(
      1406,
      "Cette session n'est pas autorisée à faire cela",
      "This session is not allowed to do that",
      "Esta sesión no está autorizada a hacer eso"),
  APPLICATION(
      1411,
      "L'application appelante n'est pas autorisée",
      "The calling application is not authorised",
      "La aplicación que llama no está autorizada"),
  NO_EXTRANET(
      1414,
      "L'extranet n'est pas activé",
      "The extranet is not enabled",
      "La extranet no está activada"),
  NOT_NOW(
      1415,
      "La connexion est refusée pour le moment",
      "The connection is refused for now",
      "La conexión se rechaza por el momento"),
  TOO_MANY_SESSIONS(
      1415,
      "Trop de sessions sont ouvertes",
      "Too many sessions are open",
      "Hay demasiadas sesiones abiertas"),
  BACKEND_DOWN(
      1415,
      "Le serveur est injoignable",
      "The server can not be reached",
      "No se puede contactar con el servidor"),
  BACKEND_SLOW(
      1415,
      "Le serveur n'a pas répondu à temps",
      "The server did not answer in time",
      "El servidor no ha respondido a tiempo"),
  CLEAR_PASSWORD(
      1415,
      "Un mot de passe en clair n'est accepté que par HTTPS",
      "A clear password is accepted over HTTPS only",
      "Una contraseña sin cifrar solo se acepta por HTTPS"),
  NO_FORM(1416, "Le formulaire n'existe pas", "The form does not exist", "El formulario no existe"),
  UNKNOWN_EXTRANET_USER(
      1422,
      "L'utilisateur extranet est inconnu",
      "The extranet user is unknown",
      "El usuario de extranet es desconocido"),
  WRONG_EXTRANET_PASSWORD(
      1424,
      "L'identification de l'utilisateur extranet a échoué",
      "The identification of the extranet user failed",
      "La identificación del usuario de extranet ha fallado"),
  EXTRANET_NOT_ALLOWED(
      1426,
      "L'utilisateur extranet n'est pas autorisé",
      "The extranet user is not authorised",
      "El usuario de extranet no está autorizado"),
  TOKEN_UNKNOWN(1431, "Le jeton est inconnu", "The token is unknown", "El testigo es desconocido"),
  TOKEN_OVER(1432, "Le jeton a expiré", "The token has expired", "El testigo ha caducado"),
  MISSING_IN_BODY(
      1601,
      "Un élément manque dans le corps",
      "An element is missing in the body",
      "Falta un elemento en el cuerpo"),
  MISSING_IN_HEADER(
      1602,
      "Un élément manque dans l'en-tête",
      "An element is missing in the header",
      "Falta un elemento en el encabezado"),
  EMPTY_BODY(1603, "Le corps est vide", "The body is empty", "El cuerpo está vacío"),
  EMPTY_HEADER(1604, "L'en-tête est vide", "The header is empty", "El encabezado está vacío"),
  UNKNOWN_OPERATION(
      1605, "L'opération est inconnue", "The operation is unknown", "La operación es desconocida"),
  NO_USERNAME_TOKEN(
      1606,
      "Il n'y a pas de UsernameToken",
      "There is no UsernameToken",
      "No hay ningún UsernameToken"),
  NO_HEADER(1607, "Il n'y a pas d'en-tête", "There is no header", "No hay encabezado"),
  MALFORMED(
      1609, "Le message est mal formé", "The message is malformed", "El mensaje está mal formado"),
  NOT_SUPPORTED(
      1609,
      "Cette fonction n'est pas prise en charge",
      "This feature is not supported",
      "Esta función no es compatible"),
  BAD_VALUE(
      1612,
      "Le format d'une valeur est incorrect",
      "The format of a value is wrong",
      "El formato de un valor es incorrecto"),
  UNKNOWN_REST_OPERATION(
      1701,
      "L'opération REST est inconnue",
      "The REST operation is unknown",
      "La operación REST es desconocida");

  static final int CATEGORY = 12;

  private static final int LEVEL = 5;
  private static final int DISPLAY = 1;
  private static final int NATURE = 0;

  private final int number;
  private final String french;
  private final String english;
  private final String spanish;

  NoutError(int number, String french, String english, String spanish) {
    this.number = number;
    this.french = french;
    this.english = english;
    this.spanish = spanish;
  }

  int number() {
    return number;
  }

  /** The number packed with its category and kind, as {@code Code/@Name} holds it. */
  int code() {
    return CATEGORY << 26 | LEVEL << 23 | DISPLAY << 21 | NATURE << 16 | number;
  }

  /** The numbers as both surfaces put them before a text, such as {@code 849347963(12|1403)}. */
  String label() {
    return code() + "(" + CATEGORY + "|" + number + ")";
  }

  String text(Language language) {
    return switch (language) {
      case FRENCH -> french;
      case ENGLISH -> english;
      case SPANISH -> spanish;
    };
  }

  /** The HTTP status of a REST answer. */
  int restStatus() {
    return switch (this) {
      case WRONG_PASSWORD,
          UNKNOWN_LOGIN,
          USER_NOT_ALLOWED,
          NO_SESSION,
          UNKNOWN_EXTRANET_USER,
          WRONG_EXTRANET_PASSWORD,
          EXTRANET_NOT_ALLOWED,
          TOKEN_UNKNOWN,
          TOKEN_OVER ->
          401;
      case FORBIDDEN,
          APPLICATION,
          NO_EXTRANET,
          NOT_NOW,
          TOO_MANY_SESSIONS,
          CLEAR_PASSWORD,
          NO_FORM ->
          403;
      case PATH, UNKNOWN_REST_OPERATION -> 404;
      case BACKEND_DOWN -> 502;
      case BACKEND_SLOW -> 504;
      case METHOD,
          CONTENT_TYPE,
          MISSING_IN_BODY,
          MISSING_IN_HEADER,
          EMPTY_BODY,
          EMPTY_HEADER,
          UNKNOWN_OPERATION,
          NO_USERNAME_TOKEN,
          NO_HEADER,
          MALFORMED,
          NOT_SUPPORTED,
          BAD_VALUE ->
          400;
    };
  }
}
