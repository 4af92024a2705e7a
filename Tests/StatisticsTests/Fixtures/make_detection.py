"""Writes what scipy's optimiser says of occupancy and of N-mixture models into detection.json.

Run with numpy and scipy: python make_detection.py

Likelihoods are written site by site, not by sums; sums over the number of objects go far beyond what matters. Profile intervals are found
by minimising over the other parameter on a bracket.
"""
import json
import math
import pathlib

import numpy as np
from scipy import optimize, special, stats

here = pathlib.Path(__file__).parent
lot = np.random.default_rng(12)
DROP = stats.chi2(1).ppf(0.95) / 2


def expit(x):
    return 1 / (1 + math.exp(-x))


def best(function, starts):
    found = [optimize.minimize(lambda v: -function(*v), s, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000}) for s in starts]
    return min(found, key=lambda f: f.fun)


def profile(function, axis, place, value):
    def height(fixed):
        other = optimize.minimize_scalar(
            lambda y: -function(*((fixed, y) if axis == 0 else (y, fixed))), bracket=(place[1 - axis] - 0.3, place[1 - axis] + 0.3), options={"xtol": 1e-12})
        return -other.fun - (value - DROP)
    ends = []
    for way in (-1, 1):
        far = place[axis] + way * 0.1
        while height(far) > 0 and abs(far - place[axis]) < 12:
            far += way * 0.2
        ends.append(None if abs(far - place[axis]) >= 12 else optimize.brentq(height, place[axis], far, xtol=1e-11))
    return ends


def errors(function, point):
    step = [abs(v) * 1e-4 for v in point]

    def at(i, j):
        return function(point[0] + i * step[0], point[1] + j * step[1])
    xx = -(at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / step[0] ** 2
    yy = -(at(0, 1) - 2 * at(0, 0) + at(0, -1)) / step[1] ** 2
    xy = -(at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * step[0] * step[1])
    return [math.sqrt(yy / (xx * yy - xy * xy)), math.sqrt(xx / (xx * yy - xy * xy))]


occupancy = []
for sites, looks, psi, p, missing in [(39, 5, .6, .26, 0), (60, 4, .4, .5, .3), (120, 6, .7, .2, .4), (25, 3, .5, .6, .2), (200, 8, .15, .35, .5)]:
    lives = lot.random(sites) < psi
    seen = (lot.random((sites, looks)) < p) & lives[:, None]
    gone = lot.random((sites, looks)) < missing
    table = [[None if g else bool(s) for s, g in zip(row, hole)] for row, hole in zip(seen, gone)]

    def function(psi, p):
        if not (0 < psi < 1 and 0 < p < 1):
            return -math.inf
        total = 0
        for row in table:
            told = [v for v in row if v is not None]
            if told:
                chance = psi * math.prod(p if v else 1 - p for v in told) + (0 if any(told) else 1 - psi)
                total += math.log(chance)
        return total

    def logits(x, y):
        return function(expit(x), expit(y))
    found = best(logits, [(0.3, -1), (0.3, 0.5)])
    place = list(found.x)
    occupancy.append({"table": table, "psi": expit(place[0]), "p": expit(place[1]), "log": -found.fun,
                      "errors": errors(function, (expit(place[0]), expit(place[1]))),
                      "intervals": [[None if e is None else expit(e) for e in profile(logits, a, place, -found.fun)] for a in (0, 1)]})

known = []
for sites, looks, psi in [(40, 4, .4), (15, 6, .8), (200, 3, .1), (30, 3, 0), (12, 5, 1)]:
    chance = lot.uniform(0.05, 0.9, size=(sites, looks)).round(3)
    seen = (lot.random((sites, looks)) < chance) & (lot.random(sites) < psi)[:, None]

    def function(psi):
        return sum(math.log(max(1e-300, psi * math.prod(c if s else 1 - c for c, s in zip(cs, ss)) + (0 if ss.any() else 1 - psi))) for cs, ss in zip(chance, seen))
    found = optimize.minimize_scalar(lambda v: -function(v), bounds=(0, 1), method="bounded", options={"xatol": 1e-12})
    psi_hat = max([found.x, 0.0, 1.0], key=function)
    top = function(psi_hat)
    low = 0.0 if psi_hat == 0 or function(0) > top - DROP else optimize.brentq(lambda v: function(v) - top + DROP, 1e-12, psi_hat)
    high = 1.0 if function(1) > top - DROP else optimize.brentq(lambda v: function(v) - top + DROP, psi_hat, 1)
    known.append({"detections": chance.tolist(), "seen": seen.tolist(), "psi": psi_hat, "interval": [low, high], "log": top})

mixtures = []
for sites, looks, mean, p, missing in [(40, 3, 3, .5, 0), (80, 4, 1.2, .4, .2), (30, 5, 12, .6, .1), (150, 2, 2, .7, 0), (20, 6, 40, .8, 0)]:
    number = lot.poisson(mean, size=sites)
    table = [[None if lot.random() < missing else int(lot.binomial(n, p)) for _ in range(looks)] for n in number]
    far = np.arange(int(mean * 6 + 250))
    rows = [[v for v in row if v is not None] for row in table]
    rows = [row for row in rows if row]
    # Logarithm of the ways to count these of so many objects; none where fewer are there than were counted.
    with np.errstate(divide="ignore", invalid="ignore"):
        ways = np.array([sum(np.where(far >= v, special.gammaln(far + 1) - special.gammaln(v + 1) - special.gammaln(np.maximum(far - v, 0) + 1),
                                      -np.inf) for v in row) for row in rows])
    hits, times = np.array([sum(row) for row in rows])[:, None], np.array([len(row) for row in rows])[:, None]

    def function(lam, p):
        if not (lam > 0 and 0 < p < 1):
            return -math.inf
        terms = ways + hits * math.log(p) + (times * far - hits) * math.log1p(-p) + stats.poisson.logpmf(far, lam)
        return float(special.logsumexp(terms, axis=1).sum())

    def scaled(x, y):
        return function(math.exp(x), expit(y))
    found = best(scaled, [(math.log(mean), 0.2)])
    place = list(found.x)
    mixtures.append({"table": table, "lambda": math.exp(place[0]), "p": expit(place[1]), "log": -found.fun,
                     "errors": errors(function, (math.exp(place[0]), expit(place[1])))})

# Numbers of objects given counts, by plain enumeration.
objects = []
for counts, lam, p in [([2, 3, 1], 5.0, 0.4), ([0, 0], 3.0, 0.3), ([], 2.5, 0.5), ([7], 7.0, 1.0), ([4, None, 6], 2.0, 0.7)]:
    far = np.arange(200)
    weight = stats.poisson.pmf(far, lam) * np.prod([stats.binom.pmf(v, far, p) for v in counts if v is not None] or [np.ones(200)], axis=0)
    objects.append({"counts": counts, "lambda": lam, "p": p, "probabilities": (weight / weight.sum()).tolist()[:30]})

(here / "detection.json").write_text(json.dumps({"occupancy": occupancy, "known": known, "mixtures": mixtures, "objects": objects}) + "\n")
