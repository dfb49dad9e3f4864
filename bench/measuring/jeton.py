"""Jeton's own rates: checks, durable logins, passwords, ends of sessions, over every kind of connection."""
import base64, datetime, email.utils, hashlib, json, secrets, threading, urllib.parse

from common import address, ask, cpu, jeton, serve
from measuring import loads
from measuring.loads import Request, form, get
from measuring.scene import Expected, Failed, Measure, Server, rate

CONFIG = "log:\n  level: warn\nforward:\n  rules:\n    - allow\n"
NOUT = "http://www.nout.fr/wsdl/SimaxService.wsdl/"
ENVELOPE = '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>%s</soap:Header><soap:Body>%s</soap:Body></soap:Envelope>'

# WS-Security's UsernameToken with a digest, as OASIS has it: the same octets for Jeton and for CXF.
WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
SECURITY = (
    '<wsse:Security xmlns:wsse="' + WSS + 'wssecurity-secext-1.0.xsd" xmlns:wsu="' + WSS + 'wssecurity-utility-1.0.xsd" soap:mustUnderstand="1">'
    '<wsse:UsernameToken><wsse:Username>bench</wsse:Username><wsse:Password Type="' + WSS + 'username-token-profile-1.0#PasswordDigest">%s</wsse:Password>'
    '<wsse:Nonce EncodingType="' + WSS + 'soap-message-security-1.0#Base64Binary">%s</wsse:Nonce><wsu:Created>%s</wsu:Created></wsse:UsernameToken></wsse:Security>')
LOGIN = '<n:GetTokenSession xmlns:n="' + NOUT + '"/>'

# Requests that are good once are made for this many a second; a server that is faster is measured for less long.
ONCE = 20_000


class Jeton:
    """A server with an account for each kind of login, and its live tokens."""

    def __init__(self, scene, name, config):
        self.password = "secret-" + secrets.token_hex(8)
        self.process, self.data = serve(scene.path(name, ""), CONFIG + config)
        scene.processes.append(self.process)
        self.tls = Server(self.process.pid, address(self.data).replace("localhost", "127.0.0.1"), self.data + "/tls/ca.pem")
        self.clear = Server(self.process.pid, address(self.data, "http").replace("localhost", "127.0.0.1"))
        jeton(self.data, "account", "add", "bench", "--password-stdin", "--digest", "--dialect", "nout", "--dialect", "vz", "--dialect", "balans",
              text=self.password)
        jeton(self.data, "account", "add", "machine", "--kind", "machine", "--dialect", "wipsos")
        pair = jeton(self.data, "key", "issue", "machine")
        self.key = get("/Token", Identifiant=pair["identifiant"], MotDePasse=pair["motDePasse"])
        client = jeton(self.data, "client", "add", "client", "--grant", "client_credentials")["clientSecret"]
        self.basic = ("Authorization", basic("client", client))
        self.vz_login = get("/Api/Vo/V1/?" + urllib.parse.urlencode({"action": "token", "username": "bench", "password": self.password}))
        self.bearers = [self.answer(self.key)["TokenID"] for _ in range(200)]
        self.vz_tokens = [self.answer(self.vz_login)["content"]["token"] for _ in range(20)]

    def answer(self, request):
        status, text = ask(self.tls.url, request, self.tls.trust)
        if status != 200:
            raise Failed("%s: %d %s" % (request.path, status, text))
        return json.loads(text)

    def checks(self, path="/StatutToken"):
        return [get(path, Authorization="Bearer " + token) for token in self.bearers]


def basic(name, secret):
    return "Basic " + base64.b64encode((name + ":" + secret).encode()).decode()


def soap(action, header, body, path="/"):
    return Request("POST", path, (("Content-Type", "text/xml; charset=UTF-8"), ("SOAPAction", '"%s"' % action)), ENVELOPE % (header, body))


def rest_logins(password, count):
    """Digest logins by NOUT's rule, good once each, for five minutes."""
    secret = base64.b64encode(hashlib.md5(password.encode()).digest()).decode()
    created = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc))
    prefix = secrets.token_hex(8)
    for i in range(count):
        nonce = prefix + "%024d" % i
        digest = base64.b64encode(hashlib.sha1((nonce + created + secret).encode()).digest()).decode()
        yield get("/GetTokenSession?" + urllib.parse.urlencode({"Username": "bench", "Password": digest, "nonce": nonce, "created": created}))


def soap_logins(password, count, path="/"):
    """Digest logins by OASIS' rule, good once each."""
    created = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    prefix = secrets.token_bytes(8)
    for i in range(count):
        nonce = prefix + i.to_bytes(8, "big")
        digest = base64.b64encode(hashlib.sha1(nonce + created.encode() + password.encode()).digest()).decode()
        yield soap("GetTokenSession", SECURITY % (digest, base64.b64encode(nonce).decode(), created), LOGIN, path)


def measures(scene):
    here = lambda: scene.jeton
    tls, clear = lambda: here().tls, lambda: here().clear

    def of(name, requests, status, text, server=tls, **options):
        return rate("jeton", name, scene, server, lambda seconds: list(requests(seconds)), Expected(status, text), **options)

    def introspections(seconds):
        return [form("/oauth2/introspect", "token=" + token, here().basic) for token in here().bearers]

    def grants(seconds):
        return [form("/oauth2/token", "grant_type=client_credentials", here().basic)]

    def ends(seconds):
        """A login before each end; these are not part of what is measured."""
        tokens = loads.collected(tls().url, [here().key] * (ONCE // 2 * seconds), 200, 32, scene.folder, '"TokenID":"([0-9a-f]+)"')
        return [Request("DELETE", "/Token", (("Authorization", "Bearer " + token),)) for token in tokens]

    unknown = ["00000000-0000-4000-8000-%012d" % i for i in range(100)]
    gone = "La session n'existe pas"
    live, key = '"Valide"', '"TokenID"'
    yield of("check, wipsos StatutToken", lambda _: here().checks(), 200, live)
    yield of("check, vz session", lambda _: [get("/Api/Vo/V1/?action=session&token=" + t) for t in here().vz_tokens], 200, '"success":true')
    yield of("check, nout Disconnect of an unknown token, REST", lambda _: [get("/Disconnect?!SessionToken=" + t) for t in unknown],
             401, gone, server=lambda: scene.guarded.tls)
    yield of("check, nout Disconnect of an unknown token, SOAP",
             lambda _: [soap("Disconnect", "<SessionToken>%s</SessionToken>" % t, '<Disconnect xmlns="%s"/>' % NOUT) for t in unknown],
             500, gone, server=lambda: scene.guarded.tls)
    yield of("check, wipsos StatutToken, where strangers guess", lambda _: scene.guarded.checks(), 200, live, server=lambda: scene.guarded.tls)
    yield of("introspection", introspections, 200, '"active":true')
    yield of("forward-auth", lambda _: here().checks("/auth"), 200, "")
    yield of("check, clear", lambda _: here().checks(), 200, live, server=clear)
    yield of("check, full handshake each", lambda _: here().checks(), 200, live, load=loads.fresh("full"), connections=16)
    yield of("check, resumed handshake each", lambda _: here().checks(), 200, live, load=loads.fresh("resumed"), connections=16)
    yield of("check, HTTP/2", lambda _: here().checks(), 200, live, load=loads.h2load, connections=8)
    yield of("introspection, HTTP/2", introspections, 200, '"active":true', load=loads.h2load, connections=8)
    yield of("login, wipsos key", lambda _: [here().key], 200, key)
    yield of("login, wipsos key, HTTP/2", lambda _: [here().key], 200, key, load=loads.h2load, connections=8)
    yield of("login, nout digest, REST", lambda s: rest_logins(here().password, ONCE * s + 1), 200, "-", once=True)
    yield of("login, nout digest, SOAP", lambda s: soap_logins(here().password, ONCE * s + 1), 200, "<SessionToken>", once=True)
    yield of("client_credentials", grants, 200, '"access_token"')
    yield of("client_credentials, HTTP/2", grants, 200, '"access_token"', load=loads.h2load, connections=8)
    yield of("logout, wipsos", ends, 204, "", once=True)
    yield of("login, vz password", lambda _: [here().vz_login], 200, '"token"', connections=8)
    yield of("login, balans password, REST",
             lambda _: [form("/rs/login/gettoken", urllib.parse.urlencode({"id": "bench", "pwd": here().password, "len": 30}))],
             200, '"token"', connections=8)
    yield of("login, balans password, SOAP",
             lambda _: [soap("", "", '<b:GetToken xmlns:b="http://services.bort.com/"><companyCode>1</companyCode><userName>bench</userName>'
                             "<userCode>%s</userCode><sessLen>30</sessLen></b:GetToken>" % here().password, "/LogIn/LogIn")],
             200, "<return>", connections=8)
    yield beside_logins(scene)


def beside_logins(scene):
    """Checks while password logins take all the time that they can get."""
    checks = rate("jeton", "check, beside password logins", scene, lambda: scene.jeton.tls, lambda _: scene.jeton.checks(), Expected(200, '"Valide"'))

    def run(seconds):
        pressed = []
        folder = scene.path("beside", "")
        thread = threading.Thread(
            target=lambda: pressed.append(loads.wrk(scene.jeton.tls.url, [scene.jeton.vz_login], 200, seconds + 1, 16, folder)))
        thread.start()
        told = checks.run(seconds)
        thread.join()
        return dict(told, logins=pressed[0]["rate"], bad=told["bad"] + pressed[0]["bad"])

    return checks._replace(run=run)
