"""Writes stays drawn under irregular looks, and what scipy's optimiser says of their dwell, into dwell.json.

Run with numpy and scipy: python make_dwell.py

Lengths of arrival times are added up stretch by stretch between all times at which the set of looks that a stay covers changes, so they
share nothing with formulas for overlaps.
"""
import json
import math
import pathlib

import numpy as np
from scipy import optimize, special, stats

here = pathlib.Path(__file__).parent
DROP = stats.chi2(1).ppf(0.95) / 2


def draw(lot, looks, detection, dwell, rate):
    stays, a = [], -80.0
    while a < looks[-1]:
        a += lot.exponential(1 / rate)
        d = a + dwell()
        seen = [i for i, t in enumerate(looks) if a <= t < d and lot.random() < detection[i]]
        if seen:
            stays.append([seen[0], seen[-1]])
    return stays


def lengths(looks, detection, stays, dwells):
    count = len(looks)
    miss = np.ones((count + 1, count + 1))
    for i in range(count):
        for j in range(i, count):
            miss[i, j + 1] = miss[i, j] * (1 - detection[j])
    first, last = np.array(stays).T
    w, caught = np.zeros((len(stays), len(dwells))), np.zeros(len(dwells))
    for k, dwell in enumerate(dwells):
        marks = np.unique(np.concatenate([looks, looks - dwell]))
        width, middle = np.diff(marks), (marks[1:] + marks[:-1]) / 2
        i, j = np.searchsorted(looks, middle), np.searchsorted(looks, middle + dwell)
        for wide, begin, end in zip(width, i, j):
            if end > begin:
                caught[k] += wide * (1 - miss[begin, end])
                fits = (first >= begin) & (last < end)
                w[fits, k] += wide * miss[begin, first[fits]] * miss[last[fits] + 1, end]
    return w, caught


FAMILIES = {
    "lognormal": (lambda d, scale, shape: stats.lognorm(shape, scale=scale).pdf(d), lambda shape: math.exp(shape ** 2 / 2)),
    "gamma": (lambda d, scale, shape: stats.gamma(shape, scale=scale).pdf(d), lambda shape: shape),
    "weibull": (lambda d, scale, shape: stats.weibull_min(shape, scale=scale).pdf(d), lambda shape: special.gamma(1 + 1 / shape)),
}

# Shapes that are searched for intervals.
SHAPES = {"lognormal": (0.08, 4), "gamma": (0.05, 150), "weibull": (0.15, 15)}

cases = []
for seed, places, dwell, sees in [(3, 1, lambda lot: lot.exponential(5), 1.0), (4, 2, lambda lot: 4 * lot.weibull(1.8), 0.8)]:
    lot = np.random.default_rng(seed)
    samples = []
    for _ in range(places):
        looks = np.cumsum(np.maximum(0.5, lot.exponential(2.2, size=45))).round(2)
        detection = np.full(45, sees)
        samples.append((looks, detection, draw(lot, looks, detection, lambda: dwell(lot), 0.5)))
    dwells = np.exp(np.linspace(math.log(0.004), math.log(3000), 1500))
    grid = dwells * np.log(dwells[1] / dwells[0])
    tables = [lengths(*sample, dwells) for sample in samples]

    def function(family, x, y):
        mass = FAMILIES[family][0](dwells, math.exp(x), math.exp(y)) * grid
        return sum(float(np.log(np.maximum(1e-300, w @ mass)).sum() - len(w) * math.log(max(1e-300, float(caught @ mass)))) for w, caught in tables)

    fits = []
    for family, (_, unit) in FAMILIES.items():
        found = optimize.minimize(lambda v: -function(family, *v), [1, 0.1], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9})
        mean = math.exp(found.x[0]) * unit(math.exp(found.x[1]))

        def height(log_mean):
            best = optimize.minimize_scalar(lambda y: -function(family, log_mean - math.log(unit(math.exp(y))), y), bounds=np.log(SHAPES[family]), method="bounded",
                                            options={"xatol": 1e-7})
            return -best.fun + found.fun + DROP
        ends = []
        for way in (-0.05, 0.05):
            far = math.log(mean) + way
            while height(far) > 0:
                far += way
            ends.append(optimize.brentq(height, far - way, far, xtol=1e-5))
        fits.append({"family": family, "scale": math.exp(found.x[0]), "shape": math.exp(found.x[1]), "mean": mean, "log": -found.fun,
                     "interval": [math.exp(e) for e in ends]})

    # Without a family: expectation and maximisation from the shortest gap to twice the period.
    gap, period = min(np.diff(s[0]).min() for s in samples), max(s[0][-1] - s[0][0] for s in samples)
    inside = (dwells >= gap) & (dwells <= 2 * period)
    mass = np.full(inside.sum(), 1 / inside.sum())
    for _ in range(4000):
        explained, exposure = np.zeros(len(mass)), np.zeros(len(mass))
        for w, caught in tables:
            part = w[:, inside] * mass
            explained += (part / part.sum(axis=1, keepdims=True)).sum(axis=0)
            exposure += len(w) / (caught[inside] @ mass) * caught[inside]
        mass = explained / exposure
        mass /= mass.sum()
    log = sum(float(np.log(w[:, inside] @ mass).sum() - len(w) * math.log(float(caught[inside] @ mass))) for w, caught in tables)
    cases.append({"samples": [{"looks": l.tolist(), "detection": d.tolist(), "stays": s} for l, d, s in samples], "fits": fits,
                  "free": log, "free_mean": float(mass @ dwells[inside])})
    print([len(s[2]) for s in samples], fits, log, cases[-1]["free_mean"])
(here / "dwell.json").write_text(json.dumps({"cases": cases}) + "\n")
