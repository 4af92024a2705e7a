"""Copies of ports into which ships of other ports were planted, in open water and along the shore.

There are few ships and most lie at one quay for good. Planting shows each hull beside other quays and on other water,
so that the network learns the hull and not the place. A hull is cut out by its oriented box, turned, given the water
level of its new place in each band, and blended at the edge.
"""

import copy

import cv2
import numpy as np

from .boxes import corners

SIDE = 80  # pixels of the square in which a hull is cut out and turned


def turned(halves, matrix, interpolation):
    """A square `[SIDE, SIDE, 5]` drawn from pictures of three and two bands; OpenCV takes at most four."""
    flags = interpolation | cv2.WARP_INVERSE_MAP
    return np.dstack([cv2.warpAffine(np.ascontiguousarray(h), matrix, (SIDE, SIDE), flags=flags) for h in halves])


def cut_out(port):
    """Hulls of a port, heading along x: (square `[SIDE, SIDE, 5]` above the port's water level, length, width)."""
    hulls = []
    for x, y, length, width, angle in port.oriented:
        if length > SIDE - 10 or not (20 < x < port.size[0] - 20 and 20 < y < port.size[1] - 20):
            continue
        c, s = np.cos(angle), np.sin(angle)
        turn = np.array([[c, -s], [s, c]])
        offset = np.array([x, y]) - turn @ [SIDE / 2, SIDE / 2]
        matrix = np.column_stack([turn, offset + turn @ [0.5, 0.5] - 0.5])
        square = turned((port.visible, port.infrared), matrix, cv2.INTER_CUBIC)
        hulls.append((square - port.water_level, float(length), float(width)))
    return hulls


def covering(length, width, angle, x, y):
    """Blending weight `[SIDE, SIDE]` of a hull, falling to 0 about a pixel outside it, and its upper left corner."""
    left, top = int(round(x - SIDE / 2)), int(round(y - SIDE / 2))
    yy, xx = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    dx, dy = xx + left - x, yy + top - y
    along = abs(dx * np.cos(angle) + dy * np.sin(angle)) - length / 2
    across = abs(dy * np.cos(angle) - dx * np.sin(angle)) - width / 2
    return np.clip(0.9 - np.maximum(along, across), 0, 1).astype(np.float32), left, top


def planted(port, hulls, random, tries=90, wanted=30):
    """A copy of the port with up to `wanted` more ships among its oriented boxes. `random` is a numpy generator."""
    new = copy.copy(port)
    image, free = port.image.copy(), port.water & (port.ignored == 0)
    for ship in port.oriented:
        grown = corners(ship * np.array([1, 1, 1.1, 1.5, 1], np.float32))
        free = np.ascontiguousarray(free.astype(np.uint8))
        cv2.fillPoly(free, [np.int32(np.round(grown))], 0)
    free = free.astype(bool)
    ships = []
    for _ in range(tries):
        if len(ships) == wanted:
            break
        square, length, width = hulls[random.integers(len(hulls))]
        beside = random.random() < 0.7
        places = port.waterside if beside else port.offshore
        if not len(places):
            continue
        row, column = places[random.integers(len(places))]
        x, y, angle = column + random.random(), row + random.random(), random.uniform(0, np.pi)
        if beside:
            gy, gx = port.normal[:, row, column]
            outward = np.arctan2(gy, gx)
            stern_to = random.random() < 0.25
            angle = outward + random.normal(0, 0.05) + (0 if stern_to else np.pi / 2)
            away = (length if stern_to else width) / 2 + random.uniform(-0.3, 1.2) - port.depth[row, column]
            x, y = x + away * np.cos(outward), y + away * np.sin(outward)
        weight, left, top = covering(length, width, angle, x, y)
        if left < 0 or top < 0 or left + SIDE > port.size[0] or top + SIDE > port.size[1]:
            continue
        window = (slice(top, top + SIDE), slice(left, left + SIDE))
        if np.mean(free[window][weight > 0.5]) < 0.93:
            continue
        flip = np.diag([random.choice([-1.0, 1.0]), random.choice([-1.0, 1.0])])
        c, s = np.cos(angle), np.sin(angle)
        turn = flip @ np.array([[c, s], [-s, c]])
        offset = np.array([SIDE / 2, SIDE / 2]) - turn @ [x - left, y - top]
        matrix = np.column_stack([turn, offset + turn @ [0.5, 0.5] - 0.5])
        hull = turned((square[..., :3], square[..., 3:]), matrix, cv2.INTER_LINEAR)
        tint = np.exp(random.normal(0, 0.15) + random.normal(0, 0.12, 5)).astype(np.float32)
        hull = hull * tint + port.water_level
        image[window] = image[window] * (1 - weight[..., None]) + np.clip(hull, 0, 1) * weight[..., None]
        free[window] &= weight < 0.05
        ships.append((x, y, length, width, angle))
    new.image = image
    new.visible, new.infrared = np.ascontiguousarray(image[..., :3]), np.ascontiguousarray(image[..., 3:])
    new.planted = np.array(ships, np.float32).reshape(-1, 5)
    return new
