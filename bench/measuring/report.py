"""Tables in Markdown of what was measured."""
from measuring.results import Results

TITLES = {"ceilings": "Ceilings", "jeton": "Jeton", "peers": "Peers", "latency": "At fixed rates"}

# What each of Jeton's is beside: the bare handler asked in the same way, or the hash alone; and the same thing of another server.
POSTED = "bare handler, POST"
CEILINGS = {
    "check, clear": "bare handler, clear", "check, full handshake each": "bare handler, full handshake each",
    "check, resumed handshake each": "bare handler, resumed handshake each", "check, nout Disconnect of an unknown token, SOAP": POSTED,
    "introspection": POSTED, "client_credentials": POSTED, "login, wipsos key": POSTED, "login, nout digest, SOAP": POSTED, "login, vz password": "Argon2id",
    "login, balans password, REST": "Argon2id", "login, balans password, SOAP": "Argon2id",
}
PEERS = {
    "introspection": "Keycloak: introspection", "client_credentials": "Keycloak: client_credentials",
    "login, nout digest, SOAP": "CXF and WSS4J: digest login", "login, vz password": "Keycloak: password grant",
}


def ceiling(name):
    return "bare handler, HTTP/2" if name.endswith("HTTP/2") else CEILINGS.get(name, "bare handler")


def tables(lines):
    """Of all groups; those of other scripts in the order in which they were measured."""
    found = Results(lines)
    others = [group for group in dict.fromkeys(group for group, _ in found.named) if group not in TITLES and group != "machine"]
    return "\n\n".join(table(found, group) for group in [*TITLES, *others] if found.group(group))


def setting(found):
    """The machine, the versions and the way it was measured."""
    figures = found.figures("machine", "machine")
    if figures is None:
        return ""
    here = figures.lines[-1]
    return "%s, %d cores, %s, Linux %s; %s; commit `%s`. %d rounds of %d seconds each, begun %s UTC." % (
        here["cpu"], here["cores"], here["memory"], here["kernel"], ", ".join("%s %s" % item for item in here["versions"].items()), here["commit"],
        here["rounds"], here["seconds"], here["run"])


def number(value):
    if value is None:
        return ""
    return "%.0f" % value if value >= 100 else "%.1f" % value if value >= 10 else "%.2f" % value


def milliseconds(value):
    return "" if value is None else number(value / 1000)


def cells(*values):
    return "| " + " | ".join(str(value) for value in values) + " |"


def table(found, group):
    if group == "latency":
        return fixed(found)
    if group not in TITLES:
        return plain(found, group)
    ours = group == "jeton"
    head = ["a second", "median", "min–max", *(["of its ceiling", "of the peer's"] if ours else []), "p50 ms", "p99 ms", "p99.9 ms",
            "server's CPU, µs each", "cores: server", "generator", "resident MB", "failed"]
    rows = ["### " + TITLES[group], "", cells(*head), "|" + "---|" * len(head)]
    for name, figures in found.group(group).items():
        rows.append(cells(
            name if figures.lines[0]["unit"] == "1/s" else "%s, %s" % (name, figures.lines[0]["unit"]), number(figures.median),
            "%s–%s" % (number(min(figures.values)), number(max(figures.values))),
            *([ratio(figures, found.figures(ceiling(name), "ceilings")), ratio(figures, found.figures(PEERS.get(name), "peers"))] if ours else []),
            *(milliseconds(figures.of(p)) for p in ("p50", "p99", "p999")), number(figures.of("each")), number(figures.of("server")),
            number(figures.of("generator")), number(figures.of("resident")), failed(figures)))
    if ours:
        rows += ["", "Ceilings: the bare handler asked in the same way (GET, or POST for what is posted and for the login by a key; over TLS, in clear, over HTTP/2, over new connections); of passwords, Argon2id alone. * of different runs."]
    return "\n".join(rows)


def ratio(figures, other):
    """With a star where the two were measured in different runs."""
    if other is None:
        return ""
    value, one_run = figures.to(other)
    return "%.2f%s" % (value, "" if one_run else "*")


def plain(found, group):
    rows = ["### " + group[0].upper() + group[1:], "", cells("", "", ""), "|---|---|---|"]
    rows += [cells(name, spread(figures), figures.lines[0]["unit"]) for name, figures in found.group(group).items()]
    return "\n".join(rows)


def spread(figures):
    """The median, and from where to where if there are several."""
    least, most = min(figures.values), max(figures.values)
    return number(figures.median) + (" (%s–%s)" % (number(least), number(most)) if least < most else "")


def failed(figures):
    return "" if figures.of("answers") is None else "%d" % (figures.total("bad") + figures.total("errors"))


def fixed(found):
    head = ["at a fixed rate", "asked a second", "answered", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "generator, cores", "failed"]
    rows = ["### " + TITLES["latency"], "", cells(*head), "|" + "---|" * len(head)]
    for name, figures in found.group("latency").items():
        rows.append(cells(name, number(figures.of("asked")), number(figures.of("rate")),
                          *(milliseconds(figures.of(p)) for p in ("p50", "p90", "p99", "p999", "max")), number(figures.of("generator")), failed(figures)))
    return "\n".join(rows)
