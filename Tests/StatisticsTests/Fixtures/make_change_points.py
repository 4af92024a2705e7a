"""Writes what ruptures, dynamic programming and brute-force enumeration say of change points into change_points.json.

Run with numpy and ruptures 1.1.10: python make_change_points.py
"""
import itertools
import json
import math
import pathlib

import numpy as np
import ruptures

here = pathlib.Path(__file__).parent
lot = np.random.default_rng(5)


def optimal(cost, count, penalty, least):
    """Least cost over all divisions, by trying every begin of the last segment: O(n²), nothing pruned."""
    best, begin = [0.0] + [math.inf] * count, [0] * (count + 1)
    for end in range(least, count + 1):
        for start in range(0, end - least + 1):
            if best[start] < math.inf:
                value = best[start] + cost(start, end) + penalty
                if value < best[end]:
                    best[end], begin[end] = value, start
    breaks = [count]
    while begin[breaks[-1]] > 0:
        breaks.append(begin[breaks[-1]])
    return breaks[::-1], best[count]


def jumps(count, changes, noise):
    ends = np.concatenate([[0], np.sort(lot.choice(np.arange(1, count), changes, replace=False)), [count]])
    levels = np.repeat(lot.normal(scale=3, size=changes + 1), np.diff(ends))
    return levels + lot.normal(scale=noise, size=count)


# Least squares. ruptures prunes a begin at once also where segments have a least length, though the place that beat it may not be
# used yet; so it can miss the optimum. What its own divisions cost is written too.
squares = []
for count, changes, noise, penalty, least in [
        (1, 0, 1, 1, 1), (2, 1, .1, 1, 1), (7, 2, .3, 1, 2), (40, 3, 1, 6, 1), (40, 3, 1, 6, 5), (120, 6, 1, 3, 1), (120, 6, 1, 3, 4),
        (300, 0, 1, 12, 1), (300, 12, .5, 2, 2), (300, 12, 2, 2, 3), (200, 8, 1, 0.5, 1), (200, 8, 1, 0.5, 7), (250, 10, 1, 40, 10)]:
    values = (jumps(count, changes, noise) + (5000 if count == 120 else 0)).round(6)
    total = np.concatenate([[0], np.cumsum(values - values.mean())])
    square = np.concatenate([[0], np.cumsum((values - values.mean()) ** 2)])

    def cost_of(start, end):
        return float(square[end] - square[start] - (total[end] - total[start]) ** 2 / (end - start))

    def whole(ends):
        return sum(cost_of(s, e) + penalty for s, e in zip([0] + ends[:-1], ends))

    breaks, cost = optimal(cost_of, count, penalty, least)
    pelt = [count] if count < 2 else [int(b) for b in ruptures.Pelt(model="l2", jump=1, min_size=least).fit(values).predict(pen=penalty)]
    kernel = [count] if count < 2 * least else [
        int(b) for b in ruptures.KernelCPD(kernel="linear", min_size=least).fit(values.reshape(-1, 1)).predict(pen=penalty)]
    squares.append({"values": values.tolist(), "penalty": penalty, "least": least, "breaks": breaks, "cost": cost, "pelt": pelt, "kernel": kernel,
                    "pelt_cost": whole(pelt), "kernel_cost": whole(kernel)})
    print(count, least, len(breaks), pelt == breaks, kernel == breaks, whole(pelt) - cost, whole(kernel) - cost)

poisson = []
for count, changes, penalty, least in [(1, 0, 1, 1), (30, 2, 3, 1), (30, 2, 3, 4), (200, 5, 5, 1), (200, 5, 2, 3), (200, 0, 5.3, 1), (150, 12, 1, 1)]:
    rate = np.exp(jumps(count, changes, 0.0) / 3 + 0.7)
    exposure = lot.uniform(0.2, 2, size=count).round(3)
    exposure[lot.random(size=count) < 0.15] = 0
    counts = lot.poisson(rate * exposure)
    s, e = np.concatenate([[0], np.cumsum(counts)]), np.concatenate([[0], np.cumsum(exposure)])

    def cost(start, end):
        n, a = s[end] - s[start], e[end] - e[start]
        return float(n - n * math.log(n / a)) if n else 0.0

    breaks, value = optimal(cost, count, penalty, least)
    poisson.append({"counts": counts.tolist(), "exposures": exposure.tolist(), "penalty": penalty, "least": least, "breaks": breaks, "cost": value})

# Run lengths by enumeration of all places of changes; a count of -1 stands for a missing look.
a, b, tau = 1.5, 0.8, 6.0
counts = [3, 5, -1, 4, 0, 0, 1, -1, 6, 8, 0]
exposures = [1, 1.3, 0, 0.4, 1, 2, 0.7, 0, 1, 1.1, 0.3]


def marginal(start, end):
    seen = [i for i in range(start, end) if counts[i] >= 0]
    total, exposure = sum(counts[i] for i in seen), sum(exposures[i] for i in seen)
    value = a * math.log(b) - math.lgamma(a) + math.lgamma(a + total) - (a + total) * math.log(b + exposure)
    return value + sum(counts[i] * math.log(exposures[i]) - math.lgamma(counts[i] + 1) for i in seen)


steps = []
before = 0.0
for size in range(1, len(counts) + 1):
    runs, whole, rate = np.zeros(size + 1), 0.0, 0.0
    for changed in itertools.product([0, 1], repeat=size - 1):
        starts = [0] + [i + 1 for i, c in enumerate(changed) if c]
        weight = math.exp(sum(marginal(s, e) for s, e in zip(starts, starts[1:] + [size]))) * np.prod([1 / tau if c else 1 - 1 / tau for c in changed])
        last = starts[-1]
        seen = [i for i in range(last, size) if counts[i] >= 0]
        runs[size - last] += weight
        rate += weight * (a + sum(counts[i] for i in seen)) / (b + sum(exposures[i] for i in seen))
        whole += weight
    steps.append({"runs": (runs[1:] / whole).tolist(), "rate": rate / whole, "log": math.log(whole) - before})
    before = math.log(whole)

# One change: rates by plain sums on a fine grid of both, for a few steps.
few = [(4, 1.0), (3, 0.5), (0, 1.2), (1, 2.0), (0, 1.0)]
grid = (np.arange(4000) + 0.5) * 0.005
prior = grid ** 1 * np.exp(-grid * 0.5) * 0.25
chance = [np.exp(-grid * e) * (grid * e) ** n / math.factorial(n) for n, e in few]
weights = []
for last in range(len(few) - 1):
    one = (prior * np.prod(chance[:last + 1], axis=0)).sum() * 0.005
    two = (prior * np.prod(chance[last + 1:], axis=0)).sum() * 0.005
    weights.append(one * two)
none = (prior * np.prod(chance, axis=0)).sum() * 0.005
single = {"counts": [n for n, _ in few], "exposures": [e for _, e in few], "shape": 2, "exposure": 0.5,
          "probabilities": (np.array(weights) / sum(weights)).tolist(), "factor": math.log(sum(weights) / len(weights) / none)}

(here / "change_points.json").write_text(json.dumps(
    {"squares": squares, "poisson": poisson, "single": single,
     "online": {"shape": a, "exposure": b, "tau": tau, "counts": counts, "exposures": exposures, "steps": steps}}) + "\n")
