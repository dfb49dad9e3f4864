"""On what was measured, and with which versions."""
import os, platform, re, subprocess

from common import HOME, java, nginx_program
from measuring import peers


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def pom(file, name):
    return re.search("<%s>(.*?)</%s>" % (name, name), open(os.path.join(HOME, file)).read()).group(1)


def described(run, options):
    model = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read()).group(1)
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read()).group(1))
    return {
        "group": "machine", "name": "machine", "unit": "", "value": os.cpu_count(), "run": run,
        "cpu": model, "cores": os.cpu_count(), "memory": "%.0f GiB" % (memory / 1048576), "kernel": platform.release(),
        "commit": said("git", "-C", HOME, "describe", "--always", "--dirty"),
        "rounds": options.rounds, "seconds": options.seconds, "warm-up": options.warm_up,
        "versions": {
            "JDK": re.search(r'build (\S+)\)', said(java(), "-version")).group(1),
            "Vert.x": pom("pom.xml", "vertx.version"),
            "RocksDB": pom("pom.xml", "rocksdb.version"),
            "nginx": said(nginx_program(), "-v").split("/")[-1],
            "wrk": said("wrk", "-v").split(" ")[1],
            "h2load": said("h2load", "--version").split("/")[-1],
            **peers.versions(),
        },
    }
