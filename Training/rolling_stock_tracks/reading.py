"""Vehicles from marks along tracks, for measuring networks while they are taught: the best cut by dynamic programming.

What ships is the engine's own reading; this one is its plain counterpart without posterior.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from . import SAMPLING
from .strips import Line, runs_with_shadow_right, unrolled

# Bodies of 503 vehicles outlined in SWISSIMAGE and the dossier's Russian ones: mean, deviation, weight.
LENGTHS = ((11.3, 0.9, 0.35), (13.7, 0.8, 0.3), (16.5, 1.2, 0.17), (19.0, 1.5, 0.1), (25.5, 1.5, 0.05), (14, 5, 0.03))
SHORTEST, LONGEST = 5.0, 29.0


@dataclass
class Weights:
    """How marks and prior are weighed."""

    taken: float = 0.55
    ends: float = 1.3
    prior: float = 0.5
    cost: float = 1.0


def length_prior(lengths):
    """Logarithm of the prior of lengths against an even one."""
    density = sum(w / s * np.exp(-0.5 * ((lengths - m) / s) ** 2) for m, s, w in LENGTHS) / np.sqrt(2 * np.pi)
    return np.log(np.maximum(density * (LONGEST - SHORTEST), 1e-3))


def cut(marks, weights=Weights(), gap=2):
    """Best vehicles as (first, end, score) in samples from marks `[>= 3, n]` of probabilities."""
    taken, begin, end = (np.clip(m, 1e-3, 1 - 1e-3) for m in marks[:3])
    odds = np.r_[0, np.cumsum(np.log(taken / (1 - taken)))] * SAMPLING * weights.taken / 0.3
    # Marks stand at samples; a body begins between two of them.
    edge = lambda heat: weights.ends * (np.log(np.r_[heat, 1e-3] + np.r_[1e-3, heat] + 0.02) - np.log(0.25))
    begins, ends = edge(begin), edge(end)
    n = len(taken)
    shortest, longest = int(SHORTEST / SAMPLING), int(LONGEST / SAMPLING)
    prior = weights.prior * length_prior(np.arange(longest + 1) * SAMPLING) - weights.cost
    best, origin = np.zeros(n + 1), np.full(n + 1, -1)
    # Best sum of everything that ends at or before a boundary.
    for stop in range(1, n + 1):
        best[stop] = best[stop - 1]
        first = np.arange(max(0, stop - longest), stop - shortest + 1)
        if len(first) == 0:
            continue
        own = odds[stop] - odds[first] + begins[first] + ends[stop] + prior[stop - first]
        total = own + best[np.maximum(first - gap, 0)]
        k = total.argmax()
        if total[k] > best[stop]:
            best[stop], origin[stop] = total[k], first[k]
    found, stop = [], n
    while stop > 0:
        if origin[stop] >= 0 and best[stop] > best[stop - 1]:
            first = origin[stop]
            found.append((first, stop, best[stop] - best[max(first - gap, 0)]))
            stop = max(first - gap, 0)
        else:
            stop -= 1
    return found[::-1]


def marks_along(network, image, line):
    """Marks `[10, n]` along a whole line of a picture."""
    count = int(np.ceil(line.length / SAMPLING / 32) * 32)
    stations = (np.arange(count) + 0.5) * SAMPLING
    strip, inside = unrolled(image, line, stations)
    with torch.no_grad():
        marks = network(torch.from_numpy(strip[None].astype(np.float32)))[0].numpy()
    marks[0, (inside.mean(0) < 0.5) | (stations > line.length)] = 1e-3
    return marks


def read(network, image, lines, gsd, sun_azimuth, weights=Weights()):
    """Vehicles of a picture: list of (track, start, end, class, score, box) without twins on neighbouring tracks."""
    found = []
    for index, points in enumerate(lines):
        line = Line(points, gsd)
        if line.length < SHORTEST:
            continue
        if not runs_with_shadow_right(line, sun_azimuth):
            line = line.reversed()
        marks = marks_along(network, image, line)
        for first, stop, score in cut(marks, weights):
            start, end = first * SAMPLING, stop * SAMPLING
            (place,), (way,) = line.at(np.array([(start + end) / 2]))
            box = ((float(place[0]), float(place[1])), ((end - start) / gsd, 2.9 / gsd),
                   float(np.degrees(np.arctan2(way[1], way[0]))))
            kind = int(marks[4:, first:stop].sum(1).argmax())
            found.append([index, start, end, kind, score / (end - start), box])
    found.sort(key=lambda v: -v[4])
    kept = []
    for item in found:
        if all(overlap(item[5], other[5]) < 0.3 for other in kept):
            kept.append(item)
    return kept


def overlap(a, b):
    """Intersection over the smaller of two oriented boxes."""
    if np.hypot(a[0][0] - b[0][0], a[0][1] - b[0][1]) > (a[1][0] + b[1][0]) / 2:
        return 0.0
    kind, points = cv2.rotatedRectangleIntersection(a, b)
    area = 0.0 if kind == 0 or points is None else cv2.contourArea(points)
    return area / max(1e-9, min(a[1][0] * a[1][1], b[1][0] * b[1][1]))


def scored(found, truth, gsd):
    """Right, found, true: one to one by the surest first. A match: centres across within 1.5 m, and half of the union of
    the extents along the truth is common."""
    free, right, pairs = list(range(len(truth))), 0, []
    for n, item in enumerate(found):
        best = None
        for k in free:
            box = truth[k]
            angle = np.radians(box[2])
            d = np.array(item[5][0]) - box[0]
            along, across = d @ (np.cos(angle), np.sin(angle)) * gsd, d @ (-np.sin(angle), np.cos(angle)) * gsd
            a, b = item[5][1][0] * gsd, box[1][0] * gsd
            common = min(along + a / 2, b / 2) - max(along - a / 2, -b / 2)
            share = common / (a + b - common)
            if abs(across) < 1.5 and share >= 0.5 and (best is None or share > best[0]):
                best = (share, k)
        if best:
            free.remove(best[1])
            right += 1
            pairs.append((n, best[1]))
    return right, pairs
