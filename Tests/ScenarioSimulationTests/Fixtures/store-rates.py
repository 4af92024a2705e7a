#!/usr/bin/env python3
"""Writes store-rates.json: at what rates a store in a random network empties and fills, by linear programmes.

Each rate is asked of HiGHS directly, with conservation at every node, and not by differences of maximum flows: the least that must
be drawn from the store to deliver as much of the wanted flow as can be, the most that can be put into it while as much is delivered as can
be without it, and what it can deliver if nothing comes. Needs numpy and scipy. Run it in the folder where the file shall lie.
"""
import json

import numpy as np
from scipy.optimize import linprog

rng = np.random.default_rng(20250302)


def solve(network, cost_of, extra=(), sources=True):
    """Minimises cost_of · (flows, delivered by sinks, drawn, put in); gives the cost."""
    nodes, links = network["nodes"], network["links"]
    flows = len(links)
    sinks = [i for i, n in enumerate(nodes) if n["kind"] == "sink"]
    starts = [i for i, n in enumerate(nodes) if n["kind"] == "source"]
    size = flows + len(sinks) + len(starts) + 2
    drawn, put = size - 2, size - 1
    equal, upper, bound = [], [], []
    for i, node in enumerate(nodes):
        row = np.zeros(size)
        into = np.zeros(size)
        for k, (start, end, _) in enumerate(links):
            if end == i:
                row[k] += 1
                into[k] += 1
            if start == i:
                row[k] -= 1
        if node["kind"] == "sink":
            row[flows + sinks.index(i)] -= 1
        if node["kind"] == "source":
            row[flows + len(sinks) + starts.index(i)] += 1
            into[flows + len(sinks) + starts.index(i)] += 1
        if node["kind"] == "store":
            row[drawn], row[put] = 1, -1
            into[drawn] = 1
        equal.append(row)
        if node["limit"] is not None:
            upper.append(into)
            bound.append(node["limit"])
    total = np.zeros(size)
    total[flows:flows + len(sinks)] = 1
    upper.append(total)
    bound.append(network["wanted"])
    limits = [(0, c) for _, _, c in links] + [(0, None)] * len(sinks)
    limits += [(0, None if sources else 0)] * len(starts) + [(0, None), (0, None)]
    for column, most in extra:
        if column == "delivered":
            equal.append(total)
        else:
            limits[drawn if column == "drawn" else put] = (0, most)
    right = [0] * len(nodes) + [most for column, most in extra if column == "delivered"]
    cost = {"delivered": -total, "drawn": np.eye(size)[drawn], "put": -np.eye(size)[put]}[cost_of]
    found = linprog(cost, A_ub=np.array(upper), b_ub=bound, A_eq=np.array(equal), b_eq=right, bounds=limits)
    assert found.status == 0, found.message
    return abs(found.fun)


networks = []
while len(networks) < 40:
    count = int(rng.integers(4, 8))
    kinds = ["source", "store", "sink"] + [str(rng.choice(["source", "junction", "sink"])) for _ in range(count - 3)]
    nodes = [{"kind": k, "limit": int(rng.integers(5, 40)) if rng.uniform() < 0.4 else None} for k in kinds]
    pairs = {}
    for _ in range(int(rng.integers(count, 3 * count))):
        start, end = (int(x) for x in rng.integers(0, count, 2))
        if start != end:
            pairs[(start, end)] = int(rng.integers(1, 30))
    network = {
        "nodes": nodes, "links": [[s, e, c] for (s, e), c in sorted(pairs.items())], "wanted": int(rng.integers(5, 50))}
    without = solve(network, "delivered", [("drawn", 0), ("put", 0)])
    best = solve(network, "delivered", [("put", 0)])
    network["empties"] = round(solve(network, "drawn", [("delivered", best), ("put", 0)]), 9)
    network["fills"] = round(solve(network, "put", [("delivered", without), ("drawn", 0)]), 9)
    network["alone"] = round(solve(network, "delivered", [("put", 0)], sources=False), 9)
    if network["alone"] > 0 or network["fills"] > 0:
        networks.append(network)

with open("store-rates.json", "w") as file:
    json.dump(networks, file, indent=None)
    file.write("\n")
print(sum(n["empties"] > 0 for n in networks), "empty,", sum(n["fills"] > 0 for n in networks), "fill,", len(networks))
