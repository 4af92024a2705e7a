"""From maps to detections, as the run-time engine does it."""

import numpy as np
import torch

from .boxes import suppressed
from .network import LATTICE, STRIDE, Engine

MARGIN = 128


def maps_of(network, image, tile=None):
    """Maps `[7, rows / 2, columns / 2]` of a whole scene `[row, column, band]`, padded with missing pixels."""
    rows, columns = image.shape[:2]
    pad = 32
    high, wide = (-(-(n + 2 * pad) // LATTICE) * LATTICE for n in (rows, columns))
    padded = np.zeros((1, 5, high, wide), np.float32)
    padded[0, :, pad:pad + rows, pad:pad + columns] = image.transpose(2, 0, 1)
    engine = network if isinstance(network, Engine) else Engine([network], 1)
    with torch.no_grad():
        answer = engine.eval()(torch.from_numpy(padded))[0].numpy()
    cell = pad // STRIDE
    return answer[:, cell:cell + -(-rows // STRIDE), cell:cell + -(-columns // STRIDE)]


def peaks(heat, floor):
    """Cells (row, column) above the floor that no neighbour of the eight exceeds; of equals the first in order."""
    high, wide = heat.shape
    padded = np.full((high + 2, wide + 2), -1.0, heat.dtype)
    padded[1:-1, 1:-1] = heat
    best = heat > floor
    for i in range(3):
        for j in range(3):
            other = padded[i:i + high, j:j + wide]
            if (i, j) < (1, 1):
                best &= heat > other
            elif (i, j) > (1, 1):
                best &= heat >= other
    return np.argwhere(best)


def detections_in(maps, floor, merge_iou):
    """Detections (x, y, length, width, angle, score) in pixels, best first, of maps `[7, h, w]`."""
    found = []
    for i, j in peaks(maps[0], floor):
        score, dx, dy, length, width, c2, s2 = (float(v) for v in maps[:, i, j])
        angle = 0.5 * np.arctan2(s2, c2)
        found.append(((j + 0.5) * STRIDE + dx, (i + 0.5) * STRIDE + dy, length, width, angle, score))
    return suppressed(found, merge_iou)
