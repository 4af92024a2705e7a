"""Patches in which the network learns to say where centre-lines of tracks run, whether vehicles stand on them or not."""

import numpy as np

from .network import STRIDE
from .patches import PatchMaker

SPREAD = 0.8
"""Metres from a centre-line within which a cell's heat falls to 0.6."""
NEAR = 3
"""Cells around a place on a line that are looked at, along each axis."""


class LinePatchMaker(PatchMaker):
    """Draws patches whose one class is the nearness of a track's centre-line; the box's centre is the nearest place on it,
    its angle the running direction, its length and width are not taught."""

    def targets(self, picture, turn, shift, scale, inside):
        cells = self.settings.side // STRIDE
        heat, near = np.zeros((1, cells, cells), np.float32), np.full(cells * cells, 1e9)
        values, weight = np.ones((6, cells, cells), np.float32), np.zeros((cells, cells), np.float32)
        judged = np.ones((1, cells, cells), np.float32) * inside[STRIDE // 2::STRIDE, STRIDE // 2::STRIDE]
        places, ways, seen = self.dense(picture, turn, shift, scale)
        flat = values.reshape(6, -1)
        for row in range(-(NEAR // 2), NEAR // 2 + 1):
            for column in range(-(NEAR // 2), NEAR // 2 + 1):
                at = np.floor(places / STRIDE).astype(int) + (column, row)
                keep = ((at >= 0) & (at < cells)).all(1)
                index = at[keep, 1] * cells + at[keep, 0]
                off = places[keep] - (at[keep] + 0.5) * STRIDE
                # Along the line the place that is nearest is the foot of the perpendicular.
                foot = off - (off * ways[keep]).sum(1)[:, None] * ways[keep]
                distance, own = np.hypot(*foot.T) + 0.02 * np.hypot(*off.T), seen[keep]
                order = np.lexsort((-distance, index))
                index, distance, foot, own, way = index[order], distance[order], foot[order], own[order], ways[keep][order]
                # Of equal cells the last one, the nearest, remains.
                last = np.r_[index[1:] != index[:-1], True] if len(index) else np.zeros(0, bool)
                index, distance, foot, own, way = index[last], distance[last], foot[last], own[last], way[last]
                closer = distance < near[index]
                index, foot, own, way = index[closer], foot[closer], own[closer], way[closer]
                near[index] = distance[closer]
                flat[0, index], flat[1, index] = foot.T
                flat[4, index], flat[5, index] = way[:, 0] ** 2 - way[:, 1] ** 2, 2 * way[:, 0] * way[:, 1]
                judged.reshape(-1)[index] *= own
        metres = near.reshape(cells, cells) * self.settings.gsd
        heat[0] = np.exp(-0.5 * (metres / SPREAD) ** 2)
        heat[heat < 0.2] = 0
        weight[:] = np.where(heat[0] > 0.2, heat[0], 0) * judged[0]
        return heat, judged, heat[0].copy(), values, weight

    def dense(self, picture, turn, shift, scale):
        """Places on all centre-lines that cross the patch, at most one and a half pixels apart, running directions, and 1
        where the track is not hidden."""
        low, high = -NEAR * STRIDE, self.settings.side + NEAR * STRIDE
        places, ways, seen = [np.zeros((0, 2))], [np.zeros((0, 2))], [np.zeros(0)]
        for corners, hidden in picture.tracks:
            corners = np.asarray(corners, np.float64)
            way = np.diff(corners, axis=0)
            steps = np.hypot(*way.T)
            stations = np.r_[0, np.cumsum(steps)] * picture.gsd
            there = corners @ turn.T + shift
            first, last = there[:-1], there[1:]
            crosses = ((np.maximum(first, last) > low) & (np.minimum(first, last) < high)).all(1) & (steps > 1e-6)
            for index in np.flatnonzero(crosses):
                share = np.linspace(0, 1, int(steps[index] * scale / 1.5) + 2)[:, None]
                at = first[index] + (last[index] - first[index]) * share
                keep = ((at > low) & (at < high)).all(1)
                places.append(at[keep])
                along = (last[index] - first[index]) / np.hypot(*(last[index] - first[index]))
                ways.append(np.broadcast_to(along, places[-1].shape))
                station = stations[index] + share[keep, 0] * (stations[index + 1] - stations[index])
                free = np.ones(len(station))
                for start, end in hidden:
                    free[(station >= start) & (station <= end)] = 0
                seen.append(free)
        return np.concatenate(places), np.concatenate(ways), np.concatenate(seen)
