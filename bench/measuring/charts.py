"""Plots as SVG: bars and lines, with words on both axes, on a ground of their own that follows the reader's light or dark."""
import math
from xml.sax.saxutils import escape

STYLE = """
svg { --ground: #ffffff; --ink: #1f2328; --faint: #d0d7de; --s0: #0b57d0; --s1: #b3261e; --s2: #1a7f37; --s3: #8250df; --s4: #9a6700; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --ink: #e6edf3; --faint: #3d444d; --s0: #79c0ff; --s1: #ff9492; --s2: #7ee787; --s3: #d2a8ff; --s4: #e3b341; }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink); } .title { font-weight: 600; font-size: 15px; }
.ground { fill: var(--ground); } .grid { stroke: var(--faint); } .line { fill: none; stroke-width: 2; }
"""
# Lines differ by their dashes too, for whoever doesn't see the colours.
DASHES = ("", "7 4", "2 3", "9 3 2 3", "1 5")
WIDTH = 760


def number(value):
    if value >= 1e6:
        return "%gM" % (value / 1e6)
    if value >= 10000:
        return "%.0fk" % (value / 1000)
    return "%.0f" % value if value >= 10 else "%.2g" % value


def document(height, title, parts):
    return "\n".join(
        ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">' % (WIDTH, height, WIDTH, height, escape(title)),
         "<style>%s</style>" % STYLE, '<rect class="ground" width="100%" height="100%"/>', text(16, 26, title, "start", "title"), *parts, "</svg>", ""])


def text(x, y, words, anchor="start", kind="", turned=False):
    turn = ' transform="rotate(-90 %.1f %.1f)"' % (x, y) if turned else ""
    return '<text x="%.1f" y="%.1f" text-anchor="%s" class="%s"%s>%s</text>' % (x, y, anchor, kind, turn, escape(words))


def bars(title, axis, groups):
    """Horizontal bars from 0: groups of (heading, [(label, value)])."""
    most = max(value for _, rows in groups for _, value in rows)
    left, right = 270, WIDTH - 80
    y, parts = 52, []
    for heading, rows in groups:
        parts.append(text(16, y + 12, heading, "start", "title"))
        y += 22
        for i, (label, value) in enumerate(rows):
            width = (right - left) * value / most
            parts.append(text(left - 8, y + 14, label, "end"))
            parts.append('<rect x="%d" y="%d" width="%.1f" height="18" fill="var(--s%d)"/>' % (left, y, max(1, width), i % 5))
            parts.append(text(left + max(1, width) + 6, y + 14, number(value)))
            y += 24
        y += 8
    parts.append(text((left + right) / 2, y + 16, axis, "middle"))
    return document(y + 32, title, parts)


def ticks(low, high, logarithmic):
    """Round values from below the least to above the most."""
    if logarithmic:
        return [10.0 ** e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
    step = 10 ** math.floor(math.log10(high))
    step = next(step * f for f in (0.1, 0.2, 0.25, 0.5, 1, 2) if high / (step * f) <= 6)
    return [i * step for i in range(math.ceil(high / step) + 1)]


def lines(title, across, up, series, log_across=False, log_up=False, dots=True):
    """Lines through points: series of (name, [(x, y)]); linear axes begin at 0."""
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points]
    right_ticks, up_ticks = ticks(min(xs), max(xs), log_across), ticks(min(ys), max(ys), log_up)
    left, right, top, bottom = 76, WIDTH - 24, 56 + 20 * len(series), 400 + 20 * len(series)

    def scale(value, marks, low, high, logarithmic):
        of = math.log10 if logarithmic else float
        return low + (of(value) - of(marks[0])) / (of(marks[-1]) - of(marks[0]) or 1) * (high - low)

    parts = []
    for i, (name, _) in enumerate(series):
        y = 48 + 20 * i
        parts.append('<path class="line" d="M16 %d H56" stroke="var(--s%d)" stroke-dasharray="%s"/>' % (y, i % 5, DASHES[i % 5]))
        parts.append(text(64, y + 4, name))
    for mark in up_ticks:
        y = scale(mark, up_ticks, bottom, top, log_up)
        parts += ['<path class="grid" d="M%d %.1f H%d"/>' % (left, y, right), text(left - 8, y + 4, number(mark) if mark else "0", "end")]
    for mark in right_ticks:
        x = scale(mark, right_ticks, left, right, log_across)
        parts += ['<path class="grid" d="M%.1f %d V%d"/>' % (x, top, bottom), text(x, bottom + 18, number(mark) if mark else "0", "middle")]
    for i, (_, points) in enumerate(series):
        placed = [(scale(x, right_ticks, left, right, log_across), scale(y, up_ticks, bottom, top, log_up)) for x, y in sorted(points)]
        parts.append('<path class="line" d="M%s" stroke="var(--s%d)" stroke-dasharray="%s"/>' % (" L".join("%.1f %.1f" % p for p in placed), i % 5, DASHES[i % 5]))
        if dots:
            parts += ['<circle cx="%.1f" cy="%.1f" r="3.5" fill="var(--s%d)"/>' % (*p, i % 5) for p in placed]
    parts.append(text((left + right) / 2, bottom + 42, across, "middle"))
    parts.append(text(18, (top + bottom) / 2, up, "middle", turned=True))
    return document(bottom + 58, title, parts)
