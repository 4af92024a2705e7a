"""Strips cut from drawn yards, with what the network should say of them."""

import numpy as np

from drawn import RAIL_CLASSES
from drawn.camera import seen

from . import SAMPLING, SPREAD
from .strips import Line, runs_with_shadow_right, unrolled

WINDOW = 320


class TrackOfSample:
    """One track of a drawn yard: its line in running direction, vehicles as (start, end, class, visible share)."""

    def __init__(self, sample, index):
        points, hidden = sample.tracks[index]
        line = Line(points, sample.gsd)
        self.sample = sample
        turn = not runs_with_shadow_right(line, sample.conditions["sun_azimuth"])
        self.line = line.reversed() if turn else line
        self.hidden = [(line.length - b, line.length - a) if turn else (a, b) for a, b in hidden]
        self.vehicles = []
        for item in sample.objects:
            if item.get("track") != index:
                continue
            box = item["pixel_box"]
            station, _ = self.line.project(np.array([box["column"], box["row"]]))
            half = box["length"] * sample.gsd / 2
            self.vehicles.append((station - half, station + half, RAIL_CLASSES.index(item["class"]),
                                  item["visible_share"]))
        place, _ = self.line.at(np.arange(0, self.line.length, 3))
        high, wide = sample.image.shape[1:]
        inside = ((place > 0) & (place < (wide, high))).all(1)
        self.inside = np.flatnonzero(inside) * 3.0


def tracks_of(samples):
    """All tracks that are long enough in their pictures."""
    found = [TrackOfSample(s, i) for s in samples for i in range(len(s.tracks))]
    return [t for t in found if len(t.inside) > 12]


def marks(track, stations):
    """What is true at stations: taken, begin, end, hidden `[4, n]`; class `[n]`, −1 where not judged; judged `[n]`."""
    n = len(stations)
    answer, classes, judged = np.zeros((4, n), np.float32), np.full(n, -1, np.int64), np.ones(n, np.float32)
    for start, end, kind, share in track.vehicles:
        if end < stations[0] - 3 or start > stations[-1] + 3:
            continue
        on = (stations >= start) & (stations <= end)
        answer[0, on] = 1
        for row, place in ((1, start), (2, end)):
            answer[row] = np.maximum(answer[row], np.exp(-0.5 * ((stations - place) / SPREAD) ** 2))
        if share < 0.35:
            judged[(stations >= start - 1) & (stations <= end + 1)] = 0
        else:
            classes[on] = kind
    for start, end in track.hidden:
        answer[3, (stations >= start) & (stations <= end)] = 1
    return answer, classes, judged


class StripMaker:
    """Draws strips by lot."""

    def __init__(self, samples, seed):
        self.random = np.random.default_rng(seed)
        self.tracks = tracks_of(samples)
        self.busy = [t for t in self.tracks if t.vehicles]

    def strip(self):
        random = self.random
        track = (self.busy if random.random() < 0.72 else self.tracks)
        track = track[random.integers(len(track))]
        if track.vehicles and random.random() < 0.7:
            vehicle = track.vehicles[random.integers(len(track.vehicles))]
            middle = vehicle[random.integers(2)] + random.normal(0, 12)
        else:
            middle = track.inside[random.integers(len(track.inside))]
        # Most of the strip lies inside of the picture, where it is long enough.
        room = min(WINDOW * SAMPLING, self.span(track)) / 2 * 0.9
        middle = np.clip(middle, track.inside[0] + room, max(track.inside[-1] - room, track.inside[0] + room))
        scale = random.normal(1, 0.03)
        stations = middle + (np.arange(WINDOW) - WINDOW / 2) * SAMPLING * scale
        wave = np.sin(stations / random.uniform(8, 60) + random.uniform(0, 6.28)) * abs(random.normal(0, 0.15))
        lateral = random.normal(0, 0.4) + wave + (random.random() < 0.1) * random.normal(0, 0.5)
        strip, inside = unrolled(track.sample.image, track.line, stations, lateral)
        strip = seen(strip, random) * inside
        answer, classes, judged = marks(track, stations)
        out = inside.mean(0) < 0.6
        answer[3, out] = 1
        judged[out] = 0
        if random.random() < 0.5:
            # A mirrored world: begin and end change places.
            strip, classes, judged = strip[:, :, ::-1], classes[::-1], judged[::-1]
            answer = answer[[0, 2, 1, 3], ::-1]
        return strip, answer, classes, judged

    @staticmethod
    def span(track):
        return track.inside[-1] - track.inside[0]

    def batch(self, count):
        parts = [self.strip() for _ in range(count)]
        return [np.ascontiguousarray(np.stack(p)) for p in zip(*parts)]
