"""Other servers that do what Jeton does, with the same certificate and, where passwords are hashed, the same parameters."""
import json, os, re, secrets, shutil, subprocess, time, urllib.parse, zipfile

from common import BENCH, HERE, ask, end, fetched, free_port, java, jdk, maven, memory, started
from measuring.ceilings import ARGON2
from measuring.jeton import ONCE, basic, soap_logins
from measuring.loads import form
from measuring.scene import Expected, Failed, Measure, Server, rate

KEYCLOAK = "26.7.3"


def versions():
    def pom(peer):
        return re.search("<peer.version>(.*?)<", open("%s/peers/%s/pom.xml" % (HERE, peer)).read()).group(1)
    return {"Keycloak": KEYCLOAK, "Apache CXF": pom("cxf"), "Spring Boot (Spring Authorization Server)": pom("spring")}


def measures(scene):
    def of(name, peer, requests, status, text, **options):
        return rate("peers", name, scene, lambda: peer().server, lambda seconds: list(requests(seconds)), Expected(status, text), **options)

    for name, peer in (("Keycloak", lambda: scene.keycloak), ("Spring Authorization Server", lambda: scene.spring)):
        yield of(name + ": client_credentials", peer, lambda _, peer=peer: [peer().grant()], 200, '"access_token"')
        yield of(name + ": introspection", peer, lambda _, peer=peer: [peer().introspection(t) for t in peer().tokens], 200, '"active":true')
    yield of("Keycloak: password grant", lambda: scene.keycloak, lambda _: [scene.keycloak.login()], 200, '"access_token"', connections=8)
    yield of("CXF and WSS4J: digest login", lambda: scene.cxf, lambda s: soap_logins(scene.cxf.secret, ONCE * s + 1), 200, "<SessionToken>", once=True)
    yield Measure("peers", "Keycloak: restart to the first grant", "s", lambda _: {"value": scene.keycloak.restart}, "never")
    yield Measure("peers", "Keycloak: resident memory, idle", "MB", lambda _: {"value": scene.keycloak.idle}, "never")


def built(peer):
    """The class path of one of the projects in bench/peers."""
    folder, project = os.path.join(BENCH, peer), os.path.join(HERE, "peers", peer)
    stamp = os.path.join(folder, "made")
    sources = [os.path.join(where, name) for where, _, names in os.walk(project) for name in names]
    if not os.path.exists(stamp) or any(os.path.getmtime(source) > os.path.getmtime(stamp) for source in sources):
        shutil.rmtree(folder, ignore_errors=True)
        maven("-f", os.path.join(project, "pom.xml"), "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies",
              "-DincludeScope=runtime", "-DoutputDirectory=" + folder + "/lib")
        subprocess.run([jdk() + "/bin/javac", "-proc:none", "-parameters", "-d", folder + "/classes", "-cp", folder + "/lib/*",
                        *(source for source in sources if source.endswith(".java"))], check=True)
        open(stamp, "w").close()
    return "%s/classes:%s/lib/*" % (folder, folder)


class Issuer:
    """What gives tokens to a client and tells whether they are live."""

    def __init__(self, process, port, tokens, introspection):
        self.server = Server(process.pid, "https://127.0.0.1:%d" % port)
        self.paths = tokens, introspection

    def grant(self):
        return form(self.paths[0], "grant_type=client_credentials", self.basic)

    def introspection(self, token):
        return form(self.paths[1], "token=" + token, self.basic)

    def granted(self):
        status, text = ask(self.server.url, self.grant())
        if status != 200:
            raise Failed("%s: %d %s" % (self.paths[0], status, text[:500]))
        return json.loads(text)["access_token"]


class Keycloak(Issuer):
    """On its H2 file, with local caches, optimized by its own build, restarted once on the data that it has made."""

    def __init__(self, scene):
        self.secret, self.password = secrets.token_hex(16), "secret-" + secrets.token_hex(8)
        self.basic = ("Authorization", basic("client", self.secret))
        home = self.unpacked()
        shutil.rmtree(home + "/data", ignore_errors=True)
        os.makedirs(home + "/data/import")
        with open(home + "/data/import/bench.json", "w") as out:
            json.dump(self.realm(), out)
        self.run(scene, home, "--import-realm")
        end([scene.processes.pop()])
        began = time.monotonic()
        self.run(scene, home)
        self.granted()
        self.restart = time.monotonic() - began
        time.sleep(5)
        self.idle = memory(self.server.pid)
        self.tokens = [self.granted() for _ in range(50)]

    def run(self, scene, home, *more):
        port, tls = free_port(), scene.jeton.data + "/tls"
        kib, passes, lanes = ARGON2
        hashing = "--spi-password-hashing--argon2--"
        process = started(
            ["sh", home + "/bin/kc.sh", "start", "--optimized", "--cache=local", "--http-host=127.0.0.1", "--https-port=%d" % port, "--hostname=https://localhost",
             "--https-certificate-file=%s/server.pem" % tls, "--https-certificate-key-file=%s/server.key" % tls,
             "%smemory=%d" % (hashing, kib), "%siterations=%d" % (hashing, passes), "%sparallelism=%d" % (hashing, lanes), *more],
            "Listening on", scene.path("keycloak.log"), self.environment(), 300)
        scene.processes.append(process)
        path = "/realms/bench/protocol/openid-connect/token"
        super().__init__(process, port, path, path + "/introspect")

    @staticmethod
    def environment():
        return dict(os.environ, JAVA_HOME=jdk())

    @classmethod
    def unpacked(cls):
        """Its folder, built for its database and caches the first time."""
        home = os.path.join(BENCH, "keycloak-" + KEYCLOAK)
        if not os.path.exists(home + "/built"):
            shutil.rmtree(home, ignore_errors=True)
            with zipfile.ZipFile(fetched("org.keycloak:keycloak-quarkus-dist:%s:zip" % KEYCLOAK, "downloads")) as archive:
                archive.extractall(BENCH)
            subprocess.run(["sh", home + "/bin/kc.sh", "build", "--db=dev-file"], check=True, env=cls.environment(), stdout=subprocess.DEVNULL)
            open(home + "/built", "w").close()
        return home

    def login(self):
        body = {"grant_type": "password", "username": "bench", "password": self.password}
        return form(self.paths[0], urllib.parse.urlencode(body), self.basic)

    def realm(self):
        return {
            "realm": "bench", "enabled": True, "accessTokenLifespan": 3600,
            "clients": [{"clientId": "client", "secret": self.secret, "publicClient": False, "serviceAccountsEnabled": True,
                         "directAccessGrantsEnabled": True, "standardFlowEnabled": False,
                         # Only who is the audience of a token is told of it.
                         "protocolMappers": [{"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                                              "config": {"included.client.audience": "client", "access.token.claim": "true"}}]}],
            "users": [{"username": "bench", "enabled": True, "email": "bench@example.org", "emailVerified": True, "firstName": "B", "lastName": "B",
                       "credentials": [{"type": "password", "value": self.password, "temporary": False}]}],
        }


class Spring(Issuer):
    """Peer.java tells how it is set up."""

    def __init__(self, scene):
        secret, port, tls = secrets.token_hex(16), free_port(), scene.jeton.data + "/tls"
        self.basic = ("Authorization", basic("client", secret))
        process = started(
            [java(), "-cp", built("spring"), "bench.Peer", "--server.address=127.0.0.1", "--server.port=%d" % port, "--logging.level.root=warn",
             "--server.ssl.certificate=%s/server.pem" % tls, "--server.ssl.certificate-private-key=%s/server.key" % tls,
             "--server.ssl.enabled-protocols=TLSv1.3", "--server.tomcat.max-keep-alive-requests=-1"],
            "ready", scene.path("spring.log"), dict(os.environ, BENCH_SECRET=secret))
        scene.processes.append(process)
        super().__init__(process, port, "/oauth2/token", "/oauth2/introspect")
        self.tokens = [self.granted() for _ in range(50)]


class Cxf:
    """Peer.java tells how it is set up."""

    def __init__(self, scene):
        self.secret, port, tls = "secret-" + secrets.token_hex(8), free_port(), scene.jeton.data + "/tls"
        keys = scene.path("cxf.p12")
        subprocess.run(["openssl", "pkcs12", "-export", "-in", tls + "/server.pem", "-inkey", tls + "/server.key", "-out", keys, "-passout", "pass:bench"],
                       check=True)
        process = started([java(), "-cp", built("cxf"), "bench.Peer", keys, "bench", str(port)], "ready", scene.path("cxf.log"),
                          dict(os.environ, BENCH_SECRET=self.secret))
        scene.processes.append(process)
        self.server = Server(process.pid, "https://127.0.0.1:%d" % port)
        login = next(soap_logins(self.secret, 1))
        once, again = ask(self.server.url, login), ask(self.server.url, login)
        if once[0] != 200 or again[0] != 500:
            raise Failed("CXF took a login %d and its replay %d: %s" % (once[0], again[0], once[1][:500]))
