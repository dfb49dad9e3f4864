package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OAuth clients and resource servers of npm: openid-client and oauth4webapi. */
@ExtendWith(House.Door.class)
final class NpmClientsTest {
  private static final String FOLDER = "src/test/npm";

  @Test
  void theyGetCheckExchangeAndEndTokensOfEveryDialect(House house) {
    install();
    String given =
        Json.write(
            Map.of(
                "shop", house.shop(), "warehouse", house.warehouse(), "tokens", Logins.of(house)));
    Program run =
        Program.run(
            given,
            List.of(
                "env",
                "NODE_EXTRA_CA_CERTS=" + house.authority(),
                "node",
                "--experimental-global-webcrypto",
                FOLDER + "/oauth.mjs",
                house.https()));
    assertEquals(0, run.exitCode(), run.out());
    assertEquals(
        """
        client_credentials ["bearer",3600,"read",false]
        introspection of it [true,"shop","shop","read","https://warehouse.example","oauth"]
        a wrong secret OAUTH_WWW_AUTHENTICATE_CHALLENGE 401
        a scope too many invalid_scope 400
        a grant type too many unauthorized_client 400
        revocation undefined
        introspection of a revoked one {"active":false}
        balans [true,"balans","Bearer"]
        balans exchanged ["urn:ietf:params:oauth:token-type:access_token",true,"shop","https://warehouse.example"]
        balans refreshed [true,true]
        balans as a JWT ["urn:ietf:params:oauth:token-type:jwt","shop",true,true]
        nout [true,"nout","Bearer"]
        nout exchanged ["urn:ietf:params:oauth:token-type:access_token",true,"shop","https://warehouse.example"]
        nout refreshed [true,true]
        nout as a JWT ["urn:ietf:params:oauth:token-type:jwt","shop",true,true]
        vz [true,"vz","Bearer"]
        vz exchanged ["urn:ietf:params:oauth:token-type:access_token",true,"shop","https://warehouse.example"]
        vz refreshed [true,true]
        vz as a JWT ["urn:ietf:params:oauth:token-type:jwt","shop",true,true]
        wipsos [true,"wipsos","Bearer"]
        wipsos exchanged ["urn:ietf:params:oauth:token-type:access_token",true,"shop","https://warehouse.example"]
        wipsos refreshed [true,true]
        wipsos as a JWT ["urn:ietf:params:oauth:token-type:jwt","shop",true,true]
        DPoP ["dpop","DPoP",true]
        signed introspection [true,"balans"]
        """,
        run.out().lines().map(line -> line + "\n").collect(Collectors.joining()));
  }

  /** As package-lock.json has them, by their digests. */
  private static void install() {
    Program installed =
        Program.run("", List.of("npm", "ci", "--ignore-scripts", "--prefix", FOLDER));
    assertEquals(0, installed.exitCode(), installed.out());
  }
}
