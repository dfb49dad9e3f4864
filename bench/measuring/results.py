"""The file of results: a line of JSON for each thing measured in each round, so that a run can be cut and gone on with.

A line has `group`, `name`, `unit` and `value`; one of a rate also what its load told (loads.py), and `round`, `run`, `server` (the
processors that the server kept busy), `each` (microseconds of processor time for one answer) and `resident` (MB).
"""
import json, os, statistics

from common import BENCH

FILE = os.path.join(BENCH, "results.jsonl")


def read(file=FILE):
    if not os.path.exists(file):
        return []
    return [json.loads(line) for line in open(file) if line.strip()]


def add(line, file=FILE):
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "a") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())


def forget(unwanted, file=FILE):
    """Leaves out the lines of which this is true."""
    kept = [line for line in read(file) if not unwanted(line)]
    with open(file + ".new", "w") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
    os.replace(out.name, file)


class Figures:
    """What was measured of one thing, round by round."""

    def __init__(self, lines):
        # Other scripts tell medians, and the last counts.
        self.lines = [line for line in lines if "round" in line] or lines[-1:]
        self.values = [line["value"] for line in self.lines]

    @property
    def median(self):
        return statistics.median(self.values)

    def of(self, field):
        """The median of another field, of the rounds that have it."""
        values = [line[field] for line in self.lines if field in line]
        return statistics.median(values) if values else None

    def total(self, field):
        return sum(line.get(field, 0) for line in self.lines)

    def to(self, other):
        """The ratio to another thing: the median of those of the rounds of one run that both were measured in; and whether there are any."""
        theirs = {(line["run"], line["round"]): line["value"] for line in other.lines if "round" in line}
        pairs = [line["value"] / theirs[line["run"], line["round"]] for line in self.lines
                 if "round" in line and (line["run"], line["round"]) in theirs]
        return (statistics.median(pairs), True) if pairs else (self.median / other.median, False)


class Results:
    def __init__(self, lines):
        self.named = {}
        for line in lines:
            self.named.setdefault((line["group"], line["name"]), []).append(line)

    def figures(self, name, group=None):
        """Those of the thing of this name, or None if it was not measured."""
        for (its_group, its_name), lines in self.named.items():
            if its_name == name and group in (None, its_group):
                return Figures(lines)
        return None

    def group(self, group):
        return {name: Figures(lines) for (its_group, name), lines in self.named.items() if its_group == group}
