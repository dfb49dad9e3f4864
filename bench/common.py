"""What the scripts in this folder share: starting servers, asking them, and loading them with wrk."""
import json, os, re, socket, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
LIBRARIES = HOME + "/target/lib/*"

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

# Posts the lines of a file in turn, with the headers that wrk has.
EACH_BODY = """
local n = 0
local requests = {}
wrk.headers["Host"] = "localhost"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
for line in io.lines(os.getenv("REQUESTS")) do
  requests[#requests + 1] = wrk.format("POST", nil, wrk.headers, line)
end
request = function() n = n % #requests + 1; return requests[n] end
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def started(command, ready, log):
    out = open(log, "w+")
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=HOME)
    for _ in range(600):
        time.sleep(0.1)
        if ready in open(log).read():
            return process
        if process.poll() is not None:
            break
    sys.exit(open(log).read())


def jeton(data, *arguments, text=None):
    done = subprocess.run([HOME + "/jeton", *arguments, "--data", data, "--json"], input=text, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def java():
    """The JDK 25 that the launcher would take."""
    found = subprocess.run(["sh", "-c", '. "$0/bin/jdk.sh" && find_jdk javac && echo "$JDK"', HOME], capture_output=True, text=True)
    return found.stdout.strip() + "/bin/java"


def serve(folder, config):
    """A server with this configuration; gives its process and its data folder."""
    data = os.path.join(folder, "data")
    file = os.path.join(folder, "jeton.yaml")
    with open(file, "w") as out:
        out.write(config)
    process = started(
        [HOME + "/jeton", "serve", "--config", file, "--data", data, "--host", "127.0.0.1", "--https-port", "0", "--http-port", "0"],
        "is ready", os.path.join(folder, "log"))
    return process, data


def address(data):
    return json.load(open(data + "/server.json"))["https"]


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
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), re.search(r"99%\s+(\S+)", text).group(1),
            int(bad.group(1)) if bad else 0, errors.group(1) if errors else "")


def record(group, name, unit, value):
    """Adds a figure to those that are published, and says it."""
    os.makedirs(HOME + "/target/bench", exist_ok=True)
    with open(HOME + "/target/bench/results.jsonl", "a") as out:
        out.write(json.dumps({"group": group, "name": name, "unit": unit, "value": round(value, 4)}) + "\n")
    print("%-8s %-64s %12.4g %s" % (group, name, value, unit), flush=True)


def cpu_seconds(pid):
    """What a process has used of the processors, in user and kernel mode."""
    fields = open("/proc/%d/stat" % pid).read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """The octets of memory that a process has at this moment."""
    return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/%d/status" % pid).read()).group(1)) * 1024
