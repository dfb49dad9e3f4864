"""What is measured: servers that are started when they are first wanted, and measures of them."""
import os, re
from typing import Callable, NamedTuple

from common import HERE, HOME, PROGRAMS, ask, cpu, end, free_port, java, memory, nginx, started
from measuring import loads


class Server(NamedTuple):
    pid: int
    url: str
    trust: str = ""


class Expected(NamedTuple):
    """What an answer must be for its measure to be what it says."""
    status: int
    text: str


class Measure(NamedTuple):
    group: str
    name: str
    unit: str
    run: Callable  # of seconds; gives a dict with the value and whatever else was seen
    warm: str = "once"  # "once", "until flat" or "never"


class Failed(Exception):
    """A measure is not what it says it is."""


def started_once(start):
    """A server that is started when it is first wanted, and is not tried again where that failed."""

    def server(scene):
        if start.__name__ not in scene.servers:
            try:
                scene.servers[start.__name__] = start(scene)
            except Exception as e:
                scene.servers[start.__name__] = e
        found = scene.servers[start.__name__]
        if isinstance(found, Exception):
            raise Failed("%s could not be started: %s" % (start.__name__, found))
        return found

    return property(server)


class Scene:
    """The servers of one run, in a folder of their own."""

    def __init__(self, folder, options):
        self.folder, self.options, self.processes = folder, options, []
        self.servers, self.saturations = {}, {}

    def close(self):
        end(self.processes)

    def path(self, *parts):
        made = os.path.join(self.folder, *parts)
        os.makedirs(os.path.dirname(made), exist_ok=True)
        return made

    @started_once
    def jeton(self):
        from measuring.jeton import Jeton
        return Jeton(self, "jeton", "")

    @started_once
    def guarded(self):
        """A server of its own for tokens that were never issued: after one, a server looks closer at all."""
        from measuring.jeton import Jeton
        return Jeton(self, "guarded", "throttle:\n  tokens: [1000000/1m]\n")

    @started_once
    def bare(self):
        port, clear = free_port(), free_port()
        tls = self.jeton.data + "/tls"
        process = started(
            [java(), *launcher_flags(), "-cp", PROGRAMS, "Bare", tls + "/server.pem", tls + "/server.key", str(port), str(clear)],
            "ready", self.path("bare.log"))
        self.processes.append(process)
        return Server(process.pid, "https://127.0.0.1:%d" % port), Server(process.pid, "http://127.0.0.1:%d" % clear)

    @started_once
    def nginx(self):
        port, clear = free_port(), free_port()
        location = 'location / { default_type application/json; return 200 \'%s\'; }' % fixed_body()
        http = """
          ssl_protocols TLSv1.3; ssl_certificate %(tls)s/server.pem; ssl_certificate_key %(tls)s/server.key; ssl_session_cache shared:s:8m;
          server { listen 127.0.0.1:%(port)d ssl http2 backlog=4096; http2_max_requests 1000000000; %(location)s }
          server { listen 127.0.0.1:%(clear)d backlog=4096; %(location)s }""" % dict(tls=self.jeton.data + "/tls", port=port, clear=clear, location=location)
        os.chmod(self.folder, 0o755)
        process = nginx(self.folder, "ceiling", http, clear, os.cpu_count())
        self.processes.append(process)
        return Server(process.pid, "https://127.0.0.1:%d" % port), Server(process.pid, "http://127.0.0.1:%d" % clear)

    @started_once
    def keycloak(self):
        from measuring.peers import Keycloak
        return Keycloak(self)

    @started_once
    def spring(self):
        from measuring.peers import Spring
        return Spring(self)

    @started_once
    def cxf(self):
        from measuring.peers import Cxf
        return Cxf(self)


def launcher_flags():
    """The JVM's, as ./jeton has them, so that what is compared runs on the same one."""
    told = open(HOME + "/jeton").read()
    return [flag for name in ("jvm_flags", "collector") for flag in re.search(r'^%s="([^"]*)"' % name, told, re.MULTILINE).group(1).split()]


def fixed_body():
    """The body that all fixed answers have: Bare.java's."""
    text = re.search(r'Buffer\.buffer\("(.*)"\);', open(HERE + "/Bare.java").read()).group(1)
    return text.replace('\\"', '"')


FIXED = Expected(200, '"Token_Statut":"Valide"')


def rate(group, name, scene, server, requests, expected, load=loads.wrk, connections=32, **options):
    """A measure of answers a second.

    server, requests: functions, so that nothing is started or logged in before it is wanted; requests is handed the seconds. Where
    a request is good only once, one more than are sent proves what the answer is.
    """

    def run(seconds):
        where = server()
        asked = requests(seconds)
        proved(name, where, asked.pop() if options.get("once") else asked[0], expected)
        before = cpu(where.pid)
        told = load(where.url, asked, expected.status, seconds, connections, scene.folder, **options)
        used = cpu(where.pid) - before
        if not told["answers"]:
            raise Failed("%s: no answers in %d seconds" % (name, seconds))
        each = 1e6 * used / max(1, told.pop("all", told["answers"]))
        return dict(told, value=told["rate"], each=each, server=each * told["rate"] / 1e6, resident=memory(where.pid))

    return Measure(group, name, "1/s", run, "until flat" if load is loads.wrk else "once")


def proved(name, server, request, expected):
    """One answer is looked at whole; the loads look only at the status of theirs."""
    status, text = ask(server.url, request, server.trust)
    if status != expected.status or expected.text not in text:
        raise Failed("%s: %d %s" % (name, status, text[:300]))
