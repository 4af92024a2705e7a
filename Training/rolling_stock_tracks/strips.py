"""Unrolling of tracks: pictures along a centre-line, turned so that shadows fall to the right of the running direction."""

import cv2
import numpy as np

from . import ACROSS, SAMPLING


class Line:
    """A centre-line in pixels of a picture of `gsd` metres, at stations of metres from its beginning."""

    def __init__(self, points, gsd):
        points = np.asarray(points, np.float64)
        keep = np.r_[True, np.hypot(*np.diff(points, axis=0).T) > 1e-6]
        self.points, self.gsd = points[keep], gsd
        self.steps = np.hypot(*np.diff(self.points, axis=0).T) * gsd
        self.stations = np.r_[0, np.cumsum(self.steps)]

    @property
    def length(self):
        return self.stations[-1]

    def at(self, stations):
        """Places `[n, 2]` (column, row) and running directions `[n, 2]` of stations."""
        columns = np.interp(stations, self.stations, self.points[:, 0])
        rows = np.interp(stations, self.stations, self.points[:, 1])
        ahead = np.stack([np.interp(stations + d, self.stations, self.points[:, i]) for d in (1.5, -1.5) for i in (0, 1)])
        way = (ahead[:2] - ahead[2:]).T
        return np.stack([columns, rows], 1), way / np.maximum(np.hypot(*way.T)[:, None], 1e-9)

    def reversed(self):
        return Line(self.points[::-1], self.gsd)

    def project(self, place):
        """Station of the nearest place on the line, and metres to its left (negative: right)."""
        way = np.diff(self.points, axis=0)
        share = ((place - self.points[:-1]) * way).sum(1) / (way ** 2).sum(1)
        foot = self.points[:-1] + way * share.clip(0, 1)[:, None]
        away = place - foot
        best = np.hypot(*away.T).argmin()
        left = way[best, 1] * away[best, 0] - way[best, 0] * away[best, 1]
        return (self.stations[best] + share[best].clip(0, 1) * self.steps[best],
                np.sign(left) * np.hypot(*away[best]) * self.gsd)


def runs_with_shadow_right(line, sun_azimuth):
    """Whether shadows, as a sum over the line, fall to the right of its running direction."""
    angle = np.radians(sun_azimuth)
    away = np.array([-np.sin(angle), np.cos(angle)])
    way = line.points[-1] - line.points[0]
    return way[0] * away[1] - way[1] * away[0] >= 0


def unrolled(image, line, stations, lateral=0.0):
    """Strip `[bands, ACROSS, n]` of a picture `[bands, h, w]` at stations, row 0 leftmost; and which samples are inside.

    `lateral` shifts the centre-line to the left, in metres, by a number or one for each station.
    """
    place, way = line.at(stations)
    right = np.stack([-way[:, 1], way[:, 0]], 1)
    offsets = (np.arange(ACROSS) - (ACROSS - 1) / 2) * SAMPLING
    offsets = (offsets[:, None] - np.broadcast_to(lateral, stations.shape)) / line.gsd
    columns = place[:, 0] + offsets * right[:, 0] - 0.5
    rows = place[:, 1] + offsets * right[:, 1] - 0.5
    high, wide = image.shape[1:]
    inside = (columns >= 0) & (columns <= wide - 1) & (rows >= 0) & (rows <= high - 1)
    # Only what the strip touches is brought into another order.
    left, top = (int(max(0, min(v.min(), e - 2))) for v, e in ((columns, wide), (rows, high)))
    part = image[:, top:int(max(rows.max(), 0)) + 3, left:int(max(columns.max(), 0)) + 3]
    columns, rows = columns - left, rows - top
    planes = np.ascontiguousarray(part.transpose(1, 2, 0)).astype(np.float32)
    strip = cv2.remap(planes, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR,
                      borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    return strip.transpose(2, 0, 1) * inside, inside
