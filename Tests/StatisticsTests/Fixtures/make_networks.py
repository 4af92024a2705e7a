"""Writes what pyAgrum says of 200 random networks with random evidence into networks.json.

Run with what PYTHON_PYAGRUM_PACKAGES of scripts/versions.env names: python make_networks.py

Networks and evidence are not written but drawn again by the test, RandomNetwork.swift, from the same whole numbers: SplitMix64 as in
Statistics/RandomStream. Probabilities are quotients of whole numbers, so both sides have the very same. draw(n) is the next number
modulo n. Network k has seed 7000 + k:

    nodes      1 + draw(12) for k < 80, 10 + draw(15) for k < 150, else 25 + draw(6)
    most       3 + draw(2) parents a node
    reach      3 + draw(4)
    node i     2 + draw(3) states; min(i, draw(most + 1)) tries for a parent, each max(0, i - 1 - draw(reach)), but draw(i) when
               draw(10) is 0; a try that was made before is dropped. Then kind = draw(6), and for each row of its table, parents in order,
               the first slowest: kind 0: one state, draw(states), has weight 1, all others 0; kind 1: weights draw(4), and if all
               are 0 the first is 1; else weights 1 + draw(1000)
    world      a state for each node: t = draw(sum of its row's weights), the first state whose weights up to it sum to more than t
    evidence   draw(nodes / 2 + 2) items, each about node draw(nodes): kind = draw(3). Kind 0 or 1: its state in the world, but
               draw(states) when draw(12) is 0. Kind 2: likelihoods 1 + draw(9), each 0 instead when draw(6) is 0

Items about one node are multiplied before pyAgrum gets them, since it takes one for each node. Where one likelihood alone is above 0, it
gets the state, and the likelihood is multiplied to its probability: given as a vector, pyAgrum 3.3.1 takes it for the posterior of the
node, so that [0, 4] has the posterior [0, 4], and leaves the factor out of the probability now and then. That every answer for a
small network is the sum over all states of the world is shown by the Swift tests, which count those themselves.
"""
import json
import math
import pathlib

import pyagrum as gum

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


class Stream:
    def __init__(self, seed):
        self.state = self.mix((seed + GOLDEN) & MASK)

    @staticmethod
    def mix(z):
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def draw(self, count):
        self.state = (self.state + GOLDEN) & MASK
        return self.mix(self.state) % count


def network(k):
    """Numbers of states, parents, weights row by row, and likelihoods by node."""
    s = Stream(7000 + k)
    count = 1 + s.draw(12) if k < 80 else 10 + s.draw(15) if k < 150 else 25 + s.draw(6)
    most, reach = 3 + s.draw(2), 3 + s.draw(4)
    states, parents, tables = [], [], []
    for i in range(count):
        states.append(2 + s.draw(3))
        mine = []
        for _ in range(min(i, s.draw(most + 1))):
            parent = s.draw(i) if s.draw(10) == 0 else max(0, i - 1 - s.draw(reach))
            if parent not in mine:
                mine.append(parent)
        parents.append(mine)
        kind, rows = s.draw(6), []
        for _ in range(math.prod(states[p] for p in mine)):
            if kind == 0:
                row = [0] * states[i]
                row[s.draw(states[i])] = 1
            elif kind == 1:
                row = [s.draw(4) for _ in range(states[i])]
                if sum(row) == 0:
                    row[0] = 1
            else:
                row = [1 + s.draw(1000) for _ in range(states[i])]
            rows.append(row)
        tables.append(rows)
    world = []
    for i in range(count):
        row = 0
        for p in parents[i]:
            row = row * states[p] + world[p]
        t, state = s.draw(sum(tables[i][row])), 0
        while t >= tables[i][row][state]:
            t -= tables[i][row][state]
            state += 1
        world.append(state)
    likelihoods = {}
    for _ in range(s.draw(count // 2 + 2)):
        node = s.draw(count)
        if s.draw(3) < 2:
            state = s.draw(states[node]) if s.draw(12) == 0 else world[node]
            vector = [float(other == state) for other in range(states[node])]
        else:
            vector = [0.0 if s.draw(6) == 0 else float(1 + s.draw(9)) for _ in range(states[node])]
        old = likelihoods.get(node, [1.0] * states[node])
        likelihoods[node] = [a * b for a, b in zip(old, vector)]
    return states, parents, tables, likelihoods


def made(states, parents, tables):
    net = gum.BayesNet()
    for i, count in enumerate(states):
        net.add(gum.LabelizedVariable(f"n{i}", "", count))
    for i, mine in enumerate(parents):
        for p in mine:
            net.addArc(p, i)
    for i, mine in enumerate(parents):
        for row, weights in enumerate(tables[i]):
            place, rest = {}, row
            for p in reversed(mine):
                place[f"n{p}"] = rest % states[p]
                rest //= states[p]
            values = [w / sum(weights) for w in weights]
            if place:
                net.cpt(i)[place] = values
            else:
                net.cpt(i).fillWith(values)
    return net


def answer(k):
    states, parents, tables, likelihoods = network(k)
    if any(max(vector) == 0 for vector in likelihoods.values()):
        return None, "contradiction"
    net = made(states, parents, tables)
    engine = gum.LazyPropagation(net)
    factor = 1.0
    for node, vector in likelihoods.items():
        if sum(value > 0 for value in vector) == 1:
            engine.addEvidence(node, vector.index(max(vector)))
            factor *= max(vector)
        else:
            engine.addEvidence(node, vector)
    try:
        engine.makeInference()
        chance = engine.evidenceProbability() * factor
        found = [engine.posterior(i).tolist() for i in range(len(states))]
    except gum.IncompatibleEvidence as error:
        return None, type(error).__name__
    if not chance > 0 or any(math.isnan(p) for row in found for p in row):
        return None, f"probability {chance}"
    # The sixteenth digit of pyAgrum differs from run to run; twelve decimals do not, or hardly ever.
    return {"log": round(math.log(chance), 12) + 0.0, "posteriors": [[round(p, 12) for p in row] for row in found]}, ""


if __name__ == "__main__":
    cases, reasons = [], {}
    for k in range(200):
        found, reason = answer(k)
        cases.append(found)
        reasons[reason] = reasons.get(reason, 0) + 1
    print(reasons)
    place = pathlib.Path(__file__).parent / "networks.json"
    place.write_text(json.dumps({"pyagrum": gum.__version__, "cases": cases}, separators=(",", ":")) + "\n")
    print(place.stat().st_size, "bytes")
