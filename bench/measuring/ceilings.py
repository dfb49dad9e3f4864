"""What the machine, its disk and the libraries allow at the most."""
import os, shutil, subprocess, time

from common import PROGRAMS, java
from measuring import loads
from measuring.loads import form, get
from measuring.scene import FIXED, Measure, rate

# Jeton's defaults: KiB of memory, passes, lanes.
ARGON2 = (19456, 2, 1)


def measures(scene):
    def ceiling(name, server, requests=lambda seconds: [get("/")], **options):
        return rate("ceilings", name, scene, server, requests, FIXED, **options)

    def post(seconds):
        return [form("/", "token=" + "0" * 32, ("Authorization", "Basic " + "0" * 64))]

    nginx, nginx_clear = lambda: scene.nginx[0], lambda: scene.nginx[1]
    bare, bare_clear = lambda: scene.bare[0], lambda: scene.bare[1]
    yield ceiling("nginx", nginx)
    yield ceiling("nginx, clear", nginx_clear)
    yield ceiling("nginx, full handshake each", nginx, load=loads.fresh("full"), connections=16)
    yield ceiling("nginx, resumed handshake each", nginx, load=loads.fresh("resumed"), connections=16)
    yield ceiling("nginx, HTTP/2", nginx, load=loads.h2load, connections=8)
    yield ceiling("bare handler", bare)
    yield ceiling("bare handler, clear", bare_clear)
    yield ceiling("bare handler, POST", bare, post)
    yield ceiling("bare handler, POST, clear", bare_clear, post)
    yield ceiling("bare handler, full handshake each", bare, load=loads.fresh("full"), connections=16)
    yield ceiling("bare handler, resumed handshake each", bare, load=loads.fresh("resumed"), connections=16)
    yield ceiling("bare handler, HTTP/2", bare, load=loads.h2load, connections=8)
    yield Measure("ceilings", "fsync", "1/s", lambda seconds: {"value": syncs(scene.path("synced"), seconds)}, "never")
    for way, name in (("writers", "RocksDB, synced, 32 writers"), ("committer", "RocksDB, synced, 32 writers behind one committer")):
        yield Measure("ceilings", name, "1/s", lambda seconds, way=way: {"value": commits(scene, way, seconds)}, "never")
    yield Measure("ceilings", "Argon2id", "1/s", lambda seconds: {"value": float(program("Argon2Rate", *ARGON2, seconds))}, "never")


def program(name, *arguments):
    command = [java(), "--enable-native-access=ALL-UNNAMED", "-cp", PROGRAMS, name, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def commits(scene, way, seconds):
    folder = scene.path("commits")
    try:
        return float(program("Commits", way, folder, 32, seconds))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def syncs(file, seconds):
    """How often a second 120 octets more of a file are on disk, one after the other."""
    out = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        count, start = 0, time.monotonic()
        while time.monotonic() - start < seconds:
            os.write(out, b"0" * 120)
            os.fdatasync(out)
            count += 1
        return count / (time.monotonic() - start)
    finally:
        os.close(out)
        os.remove(file)
