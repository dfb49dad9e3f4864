package dev.jeton.session;

/** A store could not say or keep something; whether it was kept is unknown. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
