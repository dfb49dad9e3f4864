"""How long answers take at fixed rates: shares of the rate at which checks over keep-alive saturate this machine."""
import os

from common import BENCH
from measuring import loads, results
from measuring.loads import get
from measuring.scene import FIXED, Expected, Measure, proved

SHARES = (25, 50, 75, 90)


def measures(scene):
    def at(name, saturating, share, server, requests, expected):
        """saturating: the thing whose rate, as it was measured, makes the whole of the share."""
        full = "%s at %d %%%s" % (name, share, "" if saturating == name else " of " + saturating)

        def run(seconds):
            where, asked = server(), requests()
            proved(full, where, asked[0], expected)
            rate = saturation(scene, saturating) * share / 100
            folder = os.path.join(BENCH, "histograms")
            os.makedirs(folder, exist_ok=True)
            told = loads.open_loop(where.url, asked, expected.status, seconds, 64, scene.folder, rate,
                                   os.path.join(folder, full.replace(" ", "-").replace(",", "").replace("%", "percent") + ".hgrm"))
            told.pop("all")
            return dict(told, value=told["p99"] / 1000, asked=rate)

        return Measure("latency", full, "ms", run)

    check = "check, wipsos StatutToken"
    here = lambda: scene.jeton
    for share in SHARES:
        yield at("bare handler", check, share, lambda: scene.bare[0], lambda: [get("/")], FIXED)
        yield at(check, check, share, lambda: here().tls, lambda: here().checks(), Expected(200, '"Valide"'))
    for share in (25, 50, 75):
        yield at("login, wipsos key", "login, wipsos key", share, lambda: here().tls, lambda: [here().key], Expected(200, '"TokenID"'))


def saturation(scene, name):
    """The rate as it is among the results, or as it was measured just now if it is not there."""
    known = results.Results(results.read(scene.options.file)).figures(name, "jeton")
    if known is None:
        from measuring import jeton
        measure = next(m for m in jeton.measures(scene) if m.name == name)
        scene.saturations[name] = scene.saturations.get(name) or measure.run(scene.options.seconds)["value"]
        return scene.saturations[name]
    return known.median
