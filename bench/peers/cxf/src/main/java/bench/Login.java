package bench;

import jakarta.jws.WebMethod;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import java.util.UUID;

/** Answers the request that Jeton answers with a session, and keeps nothing. */
@WebService(targetNamespace = "http://www.nout.fr/wsdl/SimaxService.wsdl/")
public class Login {
  /** A token of random octets. */
  @WebMethod(operationName = "GetTokenSession", action = "GetTokenSession")
  @WebResult(name = "SessionToken")
  public String getTokenSession() {
    return UUID.randomUUID().toString();
  }
}
