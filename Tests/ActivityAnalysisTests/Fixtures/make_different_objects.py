"""Different objects in several looks, by simulation with numpy, from the rules of Documentation/mass-balance.md.

    python make_different_objects.py > different-objects.json

All looks are read at one level of their counts; followed objects of one probability stay together; a look whose objects nobody followed
may show any number of those of the look before.
"""
import json

import numpy as np

DRAWS = 2_000_000


def probabilities(detected, low, high, level):
    """Probabilities of 0, 1, 2 ...: the range's own mass inside, weights 1 / (1 + distance); halves of halves outside."""
    tail = 60
    weights = np.zeros(high + tail + 1)
    outside = (1 - level) / 2
    below = outside if low > 0 else 0.0
    numbers = np.arange(low, high + 1)
    inside = 1 / (1 + np.abs(numbers - detected))
    weights[low:high + 1] = (1 - outside - below) * inside / inside.sum()
    for step in range(1, tail + 1):
        weights[high + step] = outside / 2**step
    left = below
    for number in range(low - 1, -1, -1):
        weights[number] = left / 2 if number > 0 else left
        left /= 2
    return weights / weights.sum()


def simulate(looks, links, generator):
    """`links` by look: None, or a list of (earlier look, probability)."""
    shares = generator.random(DRAWS)
    counts = [np.searchsorted(np.cumsum(probabilities(*look)), shares - 1e-12) for look in looks]
    total = counts[0].copy()
    for place in range(1, len(looks)):
        own = counts[place]
        if links[place] is None:
            most = np.minimum(own, counts[place - 1])
            stayed = np.floor(generator.random(DRAWS) * (most + 1)).astype(int)
        elif links[place] == "broken":
            stayed = np.zeros(DRAWS, int)
        else:
            luck = generator.random(DRAWS)
            stayed = np.zeros(DRAWS, int)
            detected = max(looks[place][0], len(links[place]), 1)
            for earlier in sorted({link[0] for link in links[place]}):
                same = sum((luck < p).astype(int) for look, p in links[place] if look == earlier)
                stayed += np.minimum(counts[earlier], np.floor(own * same / detected + 0.5).astype(int))
        total = total + own - np.minimum(own, stayed)
    return total


def main():
    generator = np.random.default_rng(20250215)
    cases = [
        {"looks": [(5, 4, 9, 0.8), (6, 5, 10, 0.8)], "links": [None, [(0, 0.9)] * 5]},
        {"looks": [(5, 4, 9, 0.8), (6, 5, 10, 0.8), (12, 11, 17, 0.8)], "links": [None, [(0, 0.45)] * 5, []]},
        {"looks": [(3, 2, 6, 0.8), (4, 4, 8, 0.8)], "links": [None, None]},
        {"looks": [(3, 2, 6, 0.8), (4, 4, 8, 0.8)], "links": [None, "broken"]},
        {
            "looks": [(6, 5, 13, 0.8), (2, 2, 2, 1.0), (8, 7, 12, 0.9)],
            "links": [None, [(0, 0.7), (0, 0.2)], [(0, 0.6), (0, 0.6), (1, 0.8)]],
        },
    ]
    for case in cases:
        total = simulate(case["looks"], case["links"], generator)
        case["mean"] = float(total.mean())
        case["p10"], case["p50"], case["p90"] = (int(np.quantile(total, q, method="inverted_cdf")) for q in (0.1, 0.5, 0.9))
        case["looks"] = [list(look) for look in case["looks"]]
        case["links"] = [link if link is None or link == "broken" else [list(pair) for pair in link] for link in case["links"]]
    print(json.dumps(cases, indent=1))


main()
