"""Writes what numpy and scipy say of the restart's schedule into schedule.json.

Run with numpy 2.4 and scipy 1.17: python make_schedule.py

Draws durations with scipy's own beta quantiles (no tables), 400 000 times, and goes through the network as it is written in the dossier of
the case; critical phases are found by going back from the milestone, draw by draw. For the observations durations are drawn until they
fit (rejection), which is what a condition means.
"""
import json
import pathlib

import numpy as np
from scipy import stats

COUNT = 400_000
MONTHS = {"A": (2, 4, 9), "B": (4, 9, 24), "C": (3, 7, 18), "D": (4, 8, 20), "E": (5, 10, 24), "F": (4, 9, 24), "G": (3, 6, 15),
          "H": (4, 9, 24), "I": (.5, 2, 12), "J": (1, 2.5, 6), "K": (.5, 1.5, 6), "K'": (1, 3, 9), "L": (1, 3, 9)}
COMPREHENSIVE = {"A": .6, "B": .5, "C": .6, "D": .6, "E": .6, "F": .5, "G": .5, "H": .35, "I": .3, "J": .7, "K": .7, "K'": .7, "L": .7}
lot = np.random.default_rng(20)


def beta(id):
    low, mode, high = MONTHS[id]
    return stats.beta(1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), loc=low, scale=high - low)


def percentiles(values):
    return [float(np.quantile(values, share)) for share in (.01, .05, .1, .25, .5, .75, .9, .95, .99)]


common = lot.standard_normal(COUNT)
scores = {id: np.sqrt(.4) * common + np.sqrt(.6) * lot.standard_normal(COUNT) for id in MONTHS}
scores["K'"] = lot.standard_normal(COUNT)
uniform = lot.random(COUNT)
stated = {id: beta(id).ppf(stats.norm.cdf(scores[id])) for id in MONTHS}


def run(d, probability, without=()):
    """Begin and end of each phase, and what it waits for with the time that is over."""
    d = dict(d)
    d["K'"] = np.where(uniform < probability, d["K'"], 0)
    d["F2"] = d["J"]
    waits = {"A": [], "H": [], "B": ["A"], "C": ["A"], "I": ["A"], "D": ["B"], "E": ["B"], "F": ["B"], "G": ["B"],
             "J": ["C", "D", "E", "G", "H", "I"], "F2": ["F"], "K": ["J"], "K'": ["K"], "L": ["K'", "F2"]}
    begin, end = {}, {}
    for id, before in waits.items():
        over = [begin[b] + d[b] / 2 if id == "C" else end[b] for b in before if b not in without]
        begin[id] = np.maximum.reduce(over) if over else np.zeros(COUNT)
        end[id] = begin[id] + d[id]
    return d, waits, begin, end


def critical(d, waits, begin, end, last):
    on = {id: np.zeros(COUNT, bool) for id in waits}
    on[last][:] = True
    for id in reversed(list(waits)):
        for b in waits[id]:
            over = begin[b] + d[b] / 2 if id == "C" else end[b]
            on[b] |= on[id] & (over >= begin[id])
    return {id: float(np.mean(on[id] & (d[id] > 0))) for id in waits}


d, waits, begin, end = run(stated, .35)
faster, _, _, sooner = run({id: stated[id] * COMPREHENSIVE[id] for id in MONTHS}, .2)
# Without the terminal and without instruments and control.
_, _, _, fewer = run(stated, .35, without=("D", "G"))
bars = {}
for id in ("B", "E", "H", "K'"):
    ends = []
    for share in (.1, .9):
        changed = dict(stated)
        changed[id] = np.full(COUNT, beta(id).ppf(share))
        ends.append(float(np.mean(run(changed, .35)[3]["K'"])))
    bars[id] = ends
# The first phase ended after 5 months, the second began at once and had not ended 9 months later (14 in all), seven months more.
draws = beta("B").rvs(COUNT * 4, random_state=lot)
longer = draws[draws > 9][:COUNT]
third = beta("E").rvs(len(longer), random_state=lot)
# Begin and end of each phase at 10, 50 and 90 %, of the rework in the draws that need it.
phases = {}
for id in waits:
    needed = uniform < .35 if id == "K'" else np.full(COUNT, True)
    phases[id] = [float(np.quantile(values[needed], share)) for values in (begin[id], end[id]) for share in (.1, .5, .9)]
written = {
    "first": {"percentiles": percentiles(end["K'"]), "critical": critical(d, waits, begin, end, "K'")},
    "stable": {"percentiles": percentiles(end["L"]), "critical": critical(d, waits, begin, end, "L")},
    "difference": percentiles(sooner["K'"] - end["K'"]),
    "fewer": percentiles(fewer["K'"]),
    "bars": bars,
    "phases": phases,
    "observed": percentiles(5 + longer + third),
    "window": percentiles(5 + lot.random(COUNT) * 2 + beta("E").rvs(COUNT, random_state=lot)),
}
(pathlib.Path(__file__).parent / "schedule.json").write_text(json.dumps(written, indent=1) + "\n")
