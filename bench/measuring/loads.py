"""Loads: wrk and h2load in a closed loop, Generator.java in an open one and over new connections.

Each gives what was measured as a dict: `rate` a second; `p50`, `p99`, `p999` and `max` in microseconds; `answers`; `bad`, the
answers whose status is not the expected one (wrk and h2load tell only whether it is an error's, from 400 on); `errors` of
connections; and `generator`, the processors that the generator kept busy.
"""
import json, os, re, resource, subprocess
from typing import NamedTuple

from common import PROGRAMS, java

# Sends the requests of a file in turn, or each once; tells what wrk's own summary does not.
SCRIPT = """
local ffi = require("ffi")
ffi.cdef("typedef struct { long s; long ns; } moment; int clock_gettime(int, moment *);")
local moment = ffi.new("moment")
local function now() ffi.C.clock_gettime(1, moment); return tonumber(moment.s) + tonumber(moment.ns) / 1e9 end
local once = os.getenv("ONCE") == "yes"
local file = io.open(os.getenv("REQUESTS"), "rb")
local requests = {}
for each in file:read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = each end
local count, n = #requests, 0
local threads = {}
setup = function(thread) threads[#threads + 1] = thread end
init = function() busy = os.clock(); began = now(); ended = 0 end
request = function()
  n = n + 1
  if n > count then
    if once then
      if ended == 0 then ended = now(); wrk.thread:stop() end
      n = count
    else
      n = 1
    end
  end
  return requests[n]
end
done = function(summary, latency)
  local began, ended = threads[1]:get("began"), threads[1]:get("ended")
  local seconds = ended > 0 and ended - began or summary.duration / 1e6
  local errors = summary.errors
  io.write(string.format('\\n{"answers":%d,"rate":%.2f,"p50":%d,"p90":%d,"p99":%d,"p999":%d,"max":%d,"bad":%d,"errors":%d,"generator":%.3f}\\n',
    summary.requests, summary.requests / seconds, latency:percentile(50), latency:percentile(90), latency:percentile(99), latency:percentile(99.9),
    latency.max, errors.status, errors.connect + errors.read + errors.write + errors.timeout, (os.clock() - threads[1]:get("busy")) / seconds))
end
"""


class Request(NamedTuple):
    method: str
    path: str
    headers: tuple = ()
    body: str = ""

    def octets(self, *more):
        body = self.body.encode()
        lines = ["%s %s HTTP/1.1" % (self.method, self.path), "Host: localhost"]
        lines += ["%s: %s" % header for header in (*self.headers, *more)]
        if body or self.method == "POST":
            lines.append("Content-Length: %d" % len(body))
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def get(path, **headers):
    return Request("GET", path, tuple((name.replace("_", "-"), value) for name, value in headers.items()))


def form(path, body, *headers):
    return Request("POST", path, (("Content-Type", "application/x-www-form-urlencoded"), *headers), body)


def written(folder, requests, *more):
    file = os.path.join(folder, "requests")
    with open(file, "wb") as out:
        out.write(b"\0".join(request.octets(*more) for request in requests))
    return file


def wrk(url, requests, status, seconds, connections, folder, once=False):
    """A closed loop over HTTP/1.1 with keep-alive: each connection asks when it has its answer."""
    script = os.path.join(folder, "script.lua")
    with open(script, "w") as out:
        out.write(SCRIPT)
    done = subprocess.run(
        ["wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds, "--timeout", "30s", "-s", script, url],
        env=dict(os.environ, REQUESTS=written(folder, requests), ONCE="yes" if once else "no"), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    told = json.loads(done.stdout.strip().rsplit("\n", 1)[1])
    told["bad"] = wrong(told["answers"], told["bad"], status)
    return told


def wrong(answers, refused, status):
    """How many answers were not of the kind that is expected."""
    return answers - refused if status >= 400 else refused


def h2load(url, requests, status, seconds, connections, folder):
    """A closed loop over HTTP/2, four streams at a time on each connection; paths differ, head and body are the first request's."""
    first = requests[0]
    file, log = os.path.join(folder, "paths"), os.path.join(folder, "h2load.log")
    with open(file, "w") as out:
        out.writelines(url + request.path + "\n" for request in requests)
    command = ["h2load", "-t1", "-c%d" % connections, "-m4", "-D%d" % seconds, "--npn-list=h2", "--log-file=" + log, "-i", file]
    for header in first.headers:
        command += ["-H", "%s: %s" % header]
    if first.method == "POST":
        with open(os.path.join(folder, "body"), "w") as out:
            out.write(first.body)
        command += ["-d", out.name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if os.path.exists(log):
        os.remove(log)
    told = subprocess.run(command, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "Application protocol: h2" not in told:
        raise RuntimeError(told)
    times, refused = [], 0
    for line in open(log):
        _, answered, took = line.split("\t")
        times.append(int(took))
        refused += not 200 <= int(answered) < 400
    os.remove(log)
    times.sort()
    failed = int(re.search(r"(\d+) failed", told).group(1))
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] if times else 0
    return {"answers": len(times), "rate": len(times) / seconds, "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "p999": at(0.999),
            "max": at(1), "bad": wrong(len(times), refused, status), "errors": failed, "generator": used / seconds}


def fresh(mode):
    """A new TLS connection for each request, with a full handshake (`full`) or a resumed one (`resumed`)."""

    def load(url, requests, status, seconds, connections, folder):
        told = generator(url, requests, status, seconds, connections, folder, mode=mode)
        if told["full" if mode == "resumed" else "resumed"] > connections:
            raise RuntimeError("handshakes were not %s: %s" % (mode, told))
        return told

    return load


def open_loop(url, requests, status, seconds, connections, folder, rate, histogram):
    """Requests at this mean rate whatever the server does; latency counts from when each was due."""
    return generator(url, requests, status, seconds, connections, folder, mode="open", rate="%.2f" % rate, histogram=histogram)


def collected(url, requests, status, connections, folder, pattern):
    """Each request once; gives the pattern's first group of each answer."""
    file = os.path.join(folder, "collected")
    told = generator(url, requests, status, 0, connections, folder, warm=0, mode="once", collect=pattern, into=file)
    if told["bad"] or told["errors"]:
        raise RuntimeError("not every answer was good: %s" % told)
    with open(file) as found:
        return found.read().split()


def generator(url, requests, status, seconds, connections, folder, warm=8, **options):
    """Generator.java tells what its options are."""
    scheme, _, rest = url.partition("://")
    more = [("Connection", "close")] if options["mode"] in ("full", "resumed") else []
    options.update(port=rest.split(":")[1], tls=str(scheme == "https").lower(), status=status, seconds=seconds, warm=warm,
                   connections=connections, requests=written(folder, requests, *more))
    command = [java(), "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms512m", "-Xmn384m", "-XX:+UseSerialGC",
               "-cp", PROGRAMS, "Generator", *("%s=%s" % option for option in options.items())]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode or not done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    return json.loads(done.stdout)
