package dev.jeton.dialect.oauth;

import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.wire.Form;
import dev.jeton.wire.Request;

/** A form that a client has sent to an endpoint. */
record Asked(Request request, Form form, Claim client, Caller caller) {
  /** What can't be left out. */
  String required(String parameter) throws Unacceptable {
    return form.value(parameter).orElseThrow(() -> Unacceptable.missing(parameter));
  }

  /** By which URL the client has reached the endpoint. */
  String url() {
    return request.origin().base() + request.path();
  }
}
