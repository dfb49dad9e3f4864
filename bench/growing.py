"""What bench/growth, bench/start and bench/steady share: a data folder with accounts and many sessions, and starting a server on it."""
import argparse, atexit, http.client, json, os, re, signal, ssl, subprocess, sys, time
from urllib.parse import urlsplit

from common import HERE, HOME, LIBRARIES, address, java, jeton, serve
from measuring import results

CLASSES = HOME + "/target/bench/classes"
CONFIG = "log:\n  level: warn\nforward:\n  rules:\n    - allow\n"
FLAGS = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-Xmx1g"]

# Requests the lines of a file in turn: a path, and perhaps a header.
EACH_LINE = """
local n = 0
local requests = {}
for line in io.lines(os.getenv("REQUESTS")) do
  local path, header = line:match("^(%S+)%s?(.*)$")
  local headers = {Host = "localhost"}
  local name, value = header:match("^(.-): (.*)$")
  if name then headers[name] = value end
  requests[#requests + 1] = wrk.format("GET", path, headers)
end
request = function() n = n % #requests + 1; return requests[n] end
"""


def existing_folder(text):
    """The value of an option."""
    if not os.path.isdir(text):
        raise argparse.ArgumentTypeError("there is no folder %s" % text)
    return text


def built():
    """Compiles the filler, into the store's package."""
    path = HOME + "/target/jeton.jar:" + LIBRARIES
    os.makedirs(CLASSES, exist_ok=True)
    subprocess.run([os.path.dirname(java()) + "/javac", "-cp", path, "-d", CLASSES, HERE + "/Filler.java"], check=True)
    return CLASSES + ":" + path


def filler(*arguments):
    done = subprocess.run([java(), *FLAGS, "-cp", built(), "dev.jeton.store.embedded.Filler", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def sizes(data):
    """The octets on disk of each family after compaction, and its entries."""
    return {line.split()[0]: (int(line.split()[1]), int(line.split()[2])) for line in filler("sizes", data).splitlines()}


def prepared(folder):
    """A data folder with a machine account, and that one's key pair; no server runs on it."""
    server, data = serve(folder, CONFIG)
    jeton(data, "account", "add", "machine", "--kind", "machine", "--dialect", "wipsos")
    pair = jeton(data, "key", "issue", "machine")
    stop(server)
    return data, {"Identifiant": pair["identifiant"], "MotDePasse": pair["motDePasse"]}


def stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait(60)


class Running:
    """A server, timed from the making of its process to its first answers."""

    def __init__(self, folder, data, key, options=(), config=CONFIG, sessions=0):
        file = os.path.join(folder, "jeton.yaml")
        with open(file, "w") as out:
            out.write(config)
        log = os.path.join(folder, "log")
        command = [HOME + "/jeton", "serve", "--config", file, "--data", data, "--host", "127.0.0.1", "--https-port", "0", "--http-port", "0"]
        trust = ssl.create_default_context(cafile=data + "/tls/ca.pem")
        with open(log, "w") as out:
            began = time.monotonic()
            self.process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=dict(os.environ, JAVA_OPTS=" ".join(options)))
        atexit.register(self.process.terminate)
        self.pid = self.process.pid
        while "is ready" not in open(log).read():
            if self.process.poll() is not None:
                sys.exit(open(log).read())
            time.sleep(0.002)
        self.ready = time.monotonic() - began
        self.base = address(data)
        self.connection = http.client.HTTPSConnection(urlsplit(self.base).netloc, context=trust)
        self.token = self.ask("/Token", key)["TokenID"]
        self.first_login = time.monotonic() - began
        checked = self.ask("/StatutToken", {"Authorization": "Bearer " + ("%032x" % (sessions // 2) if sessions else self.token)})
        self.first_check = time.monotonic() - began
        if checked.get("Token_Statut") != "Valide":
            sys.exit("the session that was looked for is not there: %s" % checked)

    def ask(self, path, headers):
        try:
            return self.answer(path, headers)
        except (http.client.RemoteDisconnected, ConnectionError):  # the server ends connections that were silent for long
            self.connection.close()
            return self.answer(path, headers)

    def answer(self, path, headers):
        self.connection.request("GET", path, headers=headers)
        return json.loads(self.connection.getresponse().read())


def wrk(url, script, seconds, connections, folder, lines=()):
    """The rate a second, the 99th percentile, answers that are no 2xx, and errors of the connection."""
    with open(os.path.join(folder, "requests"), "w") as out:
        out.write("\n".join(lines) + "\n")
    with open(os.path.join(folder, "script.lua"), "w") as out:
        out.write(script)
    text = subprocess.run(
        ["wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds, "--latency", "-s", out.name, url],
        env=dict(os.environ, REQUESTS=os.path.join(folder, "requests")), capture_output=True, text=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: (.*)", text)
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), re.search(r"^ +99%\s+(\S+)", text, re.M).group(1),
            int(bad.group(1)) if bad else 0, errors.group(1) if errors else "")


def record(group, name, unit, value):
    """Puts a figure in the place of its former one among those that are published, and says it."""
    results.forget(lambda line: (line["group"], line.get("name")) == (group, name))
    results.add({"group": group, "name": name, "unit": unit, "value": round(value, 4)})
    print("%-8s %-64s %12.4g %s" % (group, name, value, unit), flush=True)
