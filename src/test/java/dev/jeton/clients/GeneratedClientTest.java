package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.ws.wscompile.WsimportTool;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Java client that the JAX-WS reference implementation's wsimport makes of the served WSDL, and
 * javac compiles, anew in each run. It knows TLS only by the platform's defaults.
 */
@ExtendWith(House.Door.class)
final class GeneratedClientTest {
  private final SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();

  @BeforeEach
  void trust(House house) throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory(house.server().trusting().getSocketFactory());
  }

  @AfterEach
  void trustAsBefore() {
    HttpsURLConnection.setDefaultSSLSocketFactory(usual);
  }

  @Test
  void wsimportMakesAClientOfBalans(House house, @TempDir Path folder) throws Exception {
    URL wsdl = URI.create(house.https() + "/LogIn/LogIn?wsdl").toURL();
    try (URLClassLoader made = generated(wsdl, folder)) {
      Object port = port(made, wsdl, "LogInService", "getLogInPort");
      Object token = login(port, House.PASSWORD, null, null);
      assertEquals("Nalog ž, Nalog ž, -", house.session((String) token));
      Object other = login(port, House.PASSWORD, "drugi nalog", "komitent & sin");
      assertEquals("Nalog ž, drugi nalog, komitent & sin", house.session((String) other));
      var fault =
          assertThrows(
              SOAPFaultException.class, () -> login(port, House.PASSWORD + "x", null, null));
      assertEquals(
          "{http://schemas.xmlsoap.org/soap/envelope/}Client",
          fault.getFault().getFaultCodeAsQName().toString());
      assertEquals(
          "Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.",
          fault.getFault().getFaultString());
      assertEquals(true, call(port, "closeToken", token));
      assertEquals(false, call(port, "closeToken", token));
    }
  }

  @Test
  void wsimportMakesAClientOfNout(House house, @TempDir Path folder) throws Exception {
    URL wsdl = URI.create(house.https() + "/getwsdl").toURL();
    try (URLClassLoader made = generated(wsdl, folder)) {
      Object port = port(made, wsdl, "SimaxService", "getSimaxServicePort");
      assertEquals(List.of(9, 10, 12), call(call(port, "getLanguages"), "getLanguageCode"));
      NoutProof proof = NoutProof.of("Hélène ž", House.PASSWORD);
      Object password = made.loadClass("made.PasswordType").getConstructor().newInstance();
      call(password, "setValue", proof.digest());
      Object nonce = made.loadClass("made.NonceType").getConstructor().newInstance();
      call(nonce, "setValue", proof.nonce());
      Object user = made.loadClass("made.UsernameTokenType").getConstructor().newInstance();
      call(user, "setUsername", proof.name());
      call(user, "setPassword", password);
      call(user, "setNonce", nonce);
      call(user, "setCreated", proof.created());
      Object token = call(port, "getTokenSession", user, null, null);
      assertEquals("Hélène ž, Hélène ž, -", house.session((String) token));
      var replayed =
          assertThrows(
              SOAPFaultException.class, () -> call(port, "getTokenSession", user, null, null));
      assertEquals(
          "849347963(12|1403)<br />L'identification a échoué",
          replayed.getFault().getFaultString());
    }
  }

  private static Object login(
      Object port, String password, @Nullable String user, @Nullable String customer)
      throws Exception {
    return call(port, "getToken", "", "Nalog ž", password, 20, user, customer);
  }

  private static URLClassLoader generated(URL wsdl, Path folder) throws Exception {
    var said = new ByteArrayOutputStream();
    boolean made =
        new WsimportTool(said)
            .run(
                new String[] {
                  "-quiet", "-Xnocompile", "-p", "made", "-s", folder.toString(), wsdl.toString()
                });
    assertTrue(made, () -> said.toString(StandardCharsets.UTF_8));
    var options =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")));
    options.addAll(List.of("-d", folder.toString()));
    try (Stream<Path> files = Files.walk(folder)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
    }
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, options.toArray(String[]::new));
    assertEquals(0, status, () -> said.toString(StandardCharsets.UTF_8));
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  private static Object port(URLClassLoader made, URL wsdl, String service, String port)
      throws Exception {
    return call(
        made.loadClass("made." + service).getConstructor(URL.class).newInstance(wsdl), port);
  }

  /** The method of that name and number of parameters: the class is not known here. */
  private static Object call(Object target, String name, @Nullable Object... arguments)
      throws Exception {
    Method method =
        Arrays.stream(target.getClass().getMethods())
            .filter(each -> each.getName().equals(name))
            .filter(each -> each.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(target.getClass() + " has no " + name));
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
