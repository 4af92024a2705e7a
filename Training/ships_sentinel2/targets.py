"""What the network should answer for one patch, on its lattice of cells of 2 x 2 pixels."""

import numpy as np

from .boxes import upright_from_oriented
from .network import STRIDE


def draw(ships, side):
    """Targets of one patch.

    `ships` are oriented boxes in patch pixels. Returns
    heat `[n, n]`: 1 in the cell of a ship's centre, falling off faster across the ship than along it;
    mask `[n, n]`: 1 in cells whose centre is inside a ship;
    values `[8, n, n]`: dx, dy, length, width, cos 2a, sin 2a, upright width, upright height (pixels) of the ship with
    the most heat in the cell.
    """
    n = side // STRIDE
    heat, mask, values = np.zeros((n, n), np.float32), np.zeros((n, n), np.float32), np.zeros((8, n, n), np.float32)
    values[4] = 1
    centres = (np.arange(n, dtype=np.float32) + 0.5) * STRIDE
    for ship in ships:
        x, y, length, width, angle = ship
        dx, dy = x - centres[None, :], y - centres[:, None]
        c, s = np.cos(angle), np.sin(angle)
        along, across = dx * c + dy * s, dy * c - dx * s
        far = (along / np.clip(0.1 * length, 1.8, 3.0)) ** 2 + (across / np.clip(0.4 * width, 1.5, 2.0)) ** 2
        mine = np.exp(-0.5 * far)
        if 0 <= x < side and 0 <= y < side:
            mine = mine / mine.max()
        nearer = mine > np.maximum(heat, 0.02)
        heat = np.maximum(heat, mine)
        mask[(abs(along) <= length / 2) & (abs(across) <= width / 2)] = 1
        _, _, w, h = upright_from_oriented(ship)
        layers = (dx, dy, length, width, np.cos(2 * angle), np.sin(2 * angle), w, h)
        for layer, value in zip(values, (np.broadcast_to(v, (n, n)) for v in layers)):
            layer[nearer] = value[nearer]
    return heat, mask, values
