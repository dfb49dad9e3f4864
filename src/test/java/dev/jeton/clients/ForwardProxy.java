package dev.jeton.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reverse proxy as docs/forward-auth.md sets it up, but for addresses and paths.
 *
 * @param port of the loopback that it listens on
 */
record ForwardProxy(Kind kind, Process process, int port, Path folder) implements AutoCloseable {
  private static final Path PAGE = Path.of("docs/forward-auth.md");

  /** The proxies that Debian has, and the languages of their blocks on the page. */
  enum Kind {
    NGINX("nginx"),
    CADDY("caddy"),
    HAPROXY("haproxy"),
    APACHE("apache");

    private final String language;

    Kind(String language) {
      this.language = language;
    }
  }

  /**
   * Starts one.
   *
   * @param jeton host and port of the plain listener
   * @param app host and port of the server behind
   */
  static ForwardProxy start(Kind kind, Path parent, String jeton, String app) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(kind.language));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = free();
    String block =
        block(kind.language, 0).replace("127.0.0.1:8052", jeton).replace("127.0.0.1:9000", app);
    if (kind == Kind.HAPROXY || kind == Kind.APACHE) {
      int of = kind == Kind.HAPROXY ? 0 : 1;
      Files.writeString(
          folder.resolve("jeton.lua"), block("lua", of).replace("127.0.0.1:8052", jeton));
    }
    List<String> command =
        switch (kind) {
          case NGINX -> nginx(folder, block.replace("listen 80", "listen 127.0.0.1:" + port));
          case CADDY ->
              caddy(
                  folder,
                  block.replace("http://app.example.org", "http://app.example.org:" + port));
          case HAPROXY ->
              haproxy(
                  folder,
                  block
                      .replace("bind :80", "bind 127.0.0.1:" + port)
                      .replace("/etc/haproxy", folder.toString()));
          case APACHE ->
              apache(
                  folder,
                  port,
                  block
                      .replace("*:80", "127.0.0.1:" + port)
                      .replace("/etc/apache2", folder.toString()));
        };
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("HOME", folder.toString(), "XDG_DATA_HOME", folder.toString()));
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    Process process = builder.redirectOutput(folder.resolve("log").toFile()).start();
    var proxy = new ForwardProxy(kind, process, port, folder);
    proxy.await();
    return proxy;
  }

  /** The n-th block in this language. */
  private static String block(String language, int n) throws IOException {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    var all = new ArrayList<String>();
    while (blocks.find()) {
      all.add(blocks.group(1));
    }
    return all.get(n);
  }

  private static List<String> nginx(Path folder, String block) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
            %2$s
            }
            """
                .formatted(folder, block));
    return List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", config.toString());
  }

  private static List<String> caddy(Path folder, String block) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("Caddyfile"),
            "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n" + block);
    return List.of(
        "/usr/bin/caddy", "run", "--config", config.toString(), "--adapter", "caddyfile");
  }

  private static List<String> haproxy(Path folder, String block) throws IOException {
    Path config = Files.writeString(folder.resolve("haproxy.cfg"), block);
    return List.of("/usr/sbin/haproxy", "-db", "-f", config.toString());
  }

  private static List<String> apache(Path folder, int port, String block) throws IOException {
    var modules = new StringBuilder();
    for (String module :
        List.of("mpm_event", "authz_core", "lua", "proxy", "proxy_http", "headers")) {
      modules.append(
          "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
    }
    Path config =
        Files.writeString(
            folder.resolve("httpd.conf"),
            """
            %3$s
            ServerRoot %1$s
            DefaultRuntimeDir %1$s
            PidFile %1$s/apache.pid
            ErrorLog /dev/stderr
            ServerName localhost
            User www-data
            Group www-data
            Listen 127.0.0.1:%2$d
            %4$s
            """
                .formatted(folder, port, modules, block));
    return List.of("/usr/sbin/apache2", "-X", "-f", config.toString());
  }

  private void await() throws IOException {
    while (process.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        Thread.onSpinWait(); // it is starting
      }
    }
    throw new AssertionError(kind + " did not start; ./test says what it needs:\n" + said());
  }

  /** What it printed. */
  String said() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
