"""The aims, each beside what was measured."""
from typing import Callable, NamedTuple

CHECK, KEY, GRANT = "check, wipsos StatutToken", "login, wipsos key", "client_credentials"


class Aim(NamedTuple):
    words: str
    least: bool  # whether the figure must be at least this, or at most
    bound: float
    unit: str
    of: tuple  # the names of what it is made of
    figure: Callable  # of the results: the figure, and whether it is of one run; None if something of it was not measured


def ratio(name, other, bound, words):
    def figure(found):
        ours, theirs = found.figures(*name), found.figures(*other)
        return ours and theirs and ours.to(theirs)
    return Aim(words, True, bound, "", (name[0], other[0]), figure)


def most(group, name, bound, unit, words):
    def figure(found):
        figures = found.figures(name, group)
        return figures and (figures.median, True)
    return Aim(words, False, bound, unit, (name,), figure)


def ours(name):
    return name, "jeton"


def ceiling(name):
    return name, "ceilings"


def peer(name):
    return name, "peers"


HALF = CHECK + " at 50 %", "bare handler at 50 % of " + CHECK


def beyond_bare(found):
    check, bare = map(found.figures, HALF)
    return check and bare and (check.median - bare.median, True)


AIMS = [
    ratio(ours(CHECK), ceiling("bare handler"), 0.85, "check : bare handler"),
    ratio(ours("introspection"), ceiling("bare handler, POST"), 0.85, "introspection : bare handler (POST)"),
    ratio(ours("forward-auth"), ceiling("bare handler"), 0.85, "forward-auth : bare handler"),
    ratio(ours(CHECK), ceiling("nginx"), 0.65, "check : nginx, TLS keep-alive"),
    ratio(ours("check, clear"), ceiling("nginx, clear"), 0.45, "check : nginx, plain text"),
    ratio(ours("check, full handshake each"), ceiling("nginx, full handshake each"), 0.65, "check : nginx, full handshake each"),
    ratio(ours("check, resumed handshake each"), ceiling("nginx, resumed handshake each"), 0.65, "check : nginx, resumed handshake each"),
    ratio(ours("introspection"), peer("Keycloak: introspection"), 15, "introspection : Keycloak's"),
    ratio(ours(KEY), ceiling("bare handler, POST"), 0.6, "durable key login : bare handler (POST)"),
    ratio(ours(GRANT), peer("Keycloak: client_credentials"), 30, "client_credentials, durable : Keycloak's"),
    ratio(ours(GRANT), ceiling("bare handler, POST"), 0.5, "client_credentials, durable : bare handler (POST)"),
    ratio(ours("login, nout digest, SOAP"), peer("CXF and WSS4J: digest login"), 3, "nout SOAP digest login : CXF and WSS4J's, which stores nothing"),
    ratio(ours("login, vz password"), ceiling("Argon2id"), 0.95, "password login : raw Argon2id"),
    ratio(ours("login, vz password"), peer("Keycloak: password grant"), 3, "password login : Keycloak's at the same parameters"),
    Aim("p99 of checks at half of saturation, beyond the bare handler's", False, 2, " ms", HALF, beyond_bare),
    ratio(("check, any session, rate", "10M live"), ("check, any session, rate", "10k live"), 0.9, "check rate at 10 million sessions : at 10 thousand"),
    most("1M live", "memory a session beyond the empty server", 200, " B", "memory a live session, of a million"),
    most("1M live", "disk a session with its indexes, compacted", 250, " B", "disk a live session with its indexes, compacted"),
    most("1M expiring", "disk a tombstone, compacted", 64, " B", "disk a tombstone, compacted"),
    most("start", "empty, warm: first login", 1.0, " s", "start to first login, empty"),
    most("start", "empty, cold: first login", 1.0, " s", "the same, with nothing of it in the page cache"),
    most("start", "with 1000000 sessions, warm: first login", 1.3, " s", "start to first login, a million sessions"),
    most("start", "with 1000000 sessions, cold: first login", 1.3, " s", "the same, with nothing of it in the page cache"),
    most("start", "empty: resident memory after 5 idle seconds", 150, " MB", "resident memory of an idle server"),
]


def table(found):
    rows = ["| | aim | measured | |", "|---|---|---|---|"]
    for aim in AIMS:
        told = aim.figure(found)
        bound = "%s %g%s" % ("≥" if aim.least else "≤", aim.bound, aim.unit)
        if told is None:
            rows.append("| %s | %s | not measured | |" % (aim.words, bound))
            continue
        figure, one_run = told
        met = figure >= aim.bound if aim.least else figure <= aim.bound
        rows.append("| %s | %s | %.3g%s%s | %s |" % (aim.words, bound, figure, aim.unit, "" if one_run else " (of two runs)", "met" if met else "**missed**"))
    return "\n".join(rows)
