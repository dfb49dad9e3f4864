package bench;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.callback.Callback;
import org.apache.cxf.configuration.jsse.TLSServerParameters;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/**
 * A login by WS-Security's UsernameToken with a digest, on CXF and WSS4J over Jetty, with their cache
 * of nonces, which is on by default. Arguments: a PKCS #12 file, its password, a port.
 */
public final class Peer {
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[2]);
    String password = System.getenv("BENCH_SECRET");
    var factory = new JaxWsServerFactoryBean();
    factory.setServiceBean(new Login());
    factory.setAddress("https://127.0.0.1:" + port + "/");
    factory
        .getInInterceptors()
        .add(
            new WSS4JInInterceptor(
                Map.of(
                    "action", "UsernameToken",
                    "passwordType", "PasswordDigest",
                    "passwordCallbackRef",
                        (javax.security.auth.callback.CallbackHandler)
                            asked -> {
                              for (Callback each : asked) {
                                ((WSPasswordCallback) each).setPassword(password);
                              }
                            })));
    var engines = factory.getBus().getExtension(JettyHTTPServerEngineFactory.class);
    engines.setTLSServerParametersForPort(port, tls(Path.of(arguments[0]), arguments[1].toCharArray()));
    factory.create();
    System.out.println("ready");
  }

  private static TLSServerParameters tls(Path file, char[] secret) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, secret);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, secret);
    var tls = new TLSServerParameters();
    tls.setKeyManagers(managers.getKeyManagers());
    tls.setSecureSocketProtocol("TLSv1.3");
    return tls;
  }
}
