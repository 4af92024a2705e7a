"""Copies of ports into which ships of other ports were planted, in open water and along the shore.

Breakwaters are built too: strips of the port's own land that run out from the shore or lie
free in the water. They are no ships, and the eight ports hold too few of them to learn that.

There are few ships and most lie at one quay for good. Planting shows each hull beside other quays and on other water,
so that the network learns the hull and not the place. A hull is cut out by its oriented box, turned, given the water
level of its new place in each band, and blended at the edge. Half of the planted ships are drawn instead: hulls of any
length and build, in colours of the real ones.
"""

import copy

import cv2
import numpy as np

from .boxes import corners
from .decoys import draw_creeks, draw_shoals, draw_yard

# Reflectance above water of common coats of paint and cargoes, in the order of BANDS: rough values, varied widely when
# they are used. Eight ports hold few blue, green and white ships.
PAINTS = np.float32([
    [0.45, 0.45, 0.45, 0.42, 0.30],  # white
    [0.22, 0.22, 0.22, 0.22, 0.20],  # light grey
    [0.08, 0.08, 0.08, 0.09, 0.10],  # dark grey
    [0.02, 0.02, 0.02, 0.03, 0.05],  # black
    [0.24, 0.17, 0.10, 0.12, 0.15],  # blue
    [0.08, 0.08, 0.05, 0.06, 0.08],  # dark blue
    [0.06, 0.13, 0.07, 0.12, 0.10],  # green
    [0.05, 0.06, 0.17, 0.20, 0.18],  # red
    [0.06, 0.07, 0.11, 0.15, 0.16],  # rust
    [0.12, 0.24, 0.32, 0.36, 0.30],  # yellow
    [0.10, 0.15, 0.25, 0.30, 0.30],  # orange
    [0.10, 0.12, 0.15, 0.19, 0.24],  # ore and grain
])

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


def colours(hulls):
    """Colours of real hulls `[n, 5]`, above the water level: the pixels of their inner halves."""
    middle = (np.arange(SIDE) + 0.5) - SIDE / 2
    inside = [square[np.ix_(abs(middle) < width / 4 + 0.5, abs(middle) < length / 2 - 1)] for square, length, width in hulls]
    return np.concatenate([pixels.reshape(-1, 5) for pixels in inside])


def drawn(palette, random):
    """A drawn hull in the form of `cut_out`: a bow, a deck with hatches, holds or containers, and a deckhouse."""
    fine = 4
    length = np.exp(random.uniform(np.log(10.5), np.log(54)))
    width = max(length / random.uniform(4.2, 8.5), 1.6)
    along = (np.arange(SIDE * fine) + 0.5) / fine - SIDE / 2
    across = along[:, None]
    taper, blunt = random.uniform(0.1, 0.25) * length, random.uniform(0.5, 1.0)
    half = width / 2 * np.clip((length / 2 - along) / taper, 0, 1) ** blunt
    half = half * np.clip((along + length / 2) / 0.5, 0, 1)
    hull = np.float32(abs(across) < half)

    painted = random.random() < 0.5

    def colour(spread=0.25):
        shades = PAINTS if painted else palette
        shade = shades[random.integers(len(shades))]
        return shade * np.exp(random.normal(0, spread) + random.normal(0, 0.12, 5))

    deck = np.broadcast_to(colour(), (SIDE * fine, SIDE * fine, 5)).astype(np.float32).copy()
    build = random.random()
    share = random.uniform(0.5, 0.9)
    if build < 0.35:  # hatches or holds along the middle
        count = random.integers(3, 10)
        wave = np.sin((along / length + 0.5) * np.pi * 2 * count + random.uniform(0, 6)) > random.uniform(-0.5, 0.5)
        deck[(abs(across) < half * share) & wave[None, :]] = colour()
    elif build < 0.65:  # blocks of containers
        block = random.uniform(1.0, 3.0)
        for start in np.arange(-length / 2, length / 2, block):
            part = (along >= start) & (along < start + block)
            deck[(abs(across) < half * share) & part[None, :]] = colour(0.4)
    elif build < 0.8:  # a pipe or a walkway
        deck[abs(np.broadcast_to(across, hull.shape)) < 0.15 * width] = colour()
    if random.random() < 0.75:
        middle = length * (random.uniform(-0.46, -0.3) if random.random() < 0.8 else random.uniform(-0.3, 0.35))
        house = abs(along - middle) < length * random.uniform(0.03, 0.09)
        deck[(abs(across) < half * 0.95) & house[None, :]] = np.abs(colour()) * random.uniform(1.0, 2.0)
    size = (SIDE, SIDE)
    weight = cv2.resize(hull, size, interpolation=cv2.INTER_AREA)[..., None]
    halves = [deck[..., :3] * hull[..., None], deck[..., 3:] * hull[..., None]]
    square = np.dstack([cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in halves])
    square = np.where(weight > 0, square / np.maximum(weight, 1e-3), 0)
    square = np.where(weight > 0.2, square, square * weight * 5)
    spread = random.uniform(0.4, 0.8)
    square = np.dstack([cv2.GaussianBlur(np.ascontiguousarray(p), (0, 0), spread)
                        for p in (square[..., :3] * weight, square[..., 3:] * weight)])
    return np.float32(square), float(length), float(width)


def covering(length, width, angle, x, y):
    """Blending weight `[SIDE, SIDE]` of a hull, falling to 0 about a pixel outside it, and its upper left corner."""
    left, top = int(round(x - SIDE / 2)), int(round(y - SIDE / 2))
    yy, xx = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    dx, dy = xx + left - x, yy + top - y
    along = abs(dx * np.cos(angle) + dy * np.sin(angle)) - length / 2
    across = abs(dy * np.cos(angle) - dx * np.sin(angle)) - width / 2
    return np.clip(0.9 - np.maximum(along, across), 0, 1).astype(np.float32), left, top


def build_mole(port, image, free, random):
    """Draw one breakwater into `image` where `free` allows it, and take its place out of `free`.

    Returns the pixel (x, y) of its head, or None when it did not fit.
    """
    free_lying = random.random() < 0.25 and len(port.offshore) > 0
    places = port.offshore if free_lying else port.waterside
    row, column = places[random.integers(len(places))]
    gy, gx = port.normal[:, row, column]
    angle = np.arctan2(gy, gx) + random.normal(0, 0.5)
    line = [np.array([column, row], float)]
    for _ in range(random.integers(2 if free_lying else 1, 4)):  # a short bar in open water could be a ship
        line.append(line[-1] + random.uniform(15, 45) * np.array([np.cos(angle), np.sin(angle)]))
        angle += random.normal(0, 0.6)
    line = np.array(line)
    low, high = np.floor(line.min(axis=0) - 6).astype(int), np.ceil(line.max(axis=0) + 6).astype(int)
    if low.min() < 0 or high[0] >= port.size[0] or high[1] >= port.size[1]:
        return None
    window = (slice(low[1], high[1]), slice(low[0], high[0]))
    tall, wide = high[1] - low[1], high[0] - low[0]
    fine = np.zeros((tall * 4, wide * 4), np.uint8)  # four times as fine, for soft edges
    cv2.polylines(fine, [np.int32((line - low) * 4)], False, 255, int(random.uniform(1.5, 5.0) * 4))
    weight = cv2.resize(fine, (wide, tall), interpolation=cv2.INTER_AREA) / np.float32(255)
    weight = cv2.GaussianBlur(weight, (0, 0), 0.6)
    inside = weight > 0.4
    if np.mean(free[window][inside]) < 0.85 or (port.ignored[window][inside] > 0).any():
        return None
    land = port.land[random.integers(len(port.land))]
    level = port.image[land[0], land[1]] * np.exp(random.normal(0, 0.15))
    noise = random.normal(0, 1, (tall, wide)).astype(np.float32)
    grain = 1 + cv2.GaussianBlur(noise, (0, 0), 1.0) * random.uniform(0, 0.5)
    stone = np.clip(level * grain[..., None], 0, 1)
    image[window] = image[window] * (1 - weight[..., None]) + stone * weight[..., None]
    free[window] &= weight < 0.05
    return line[-1]


def planted(port, hulls, palette, random, tries=120, wanted=40, moles=0, decoys=0):
    """A copy of the port with up to `wanted` more ships among its oriented boxes, up to `moles` breakwaters and up to
    `decoys` each of shoals, creeks and yards.

    `random` is a numpy generator.
    """
    new = copy.copy(port)
    image, free = port.image.copy(), port.water & (port.ignored == 0)
    for ship in port.oriented:
        grown = corners(ship * np.array([1, 1, 1.1, 1.5, 1], np.float32))
        free = np.ascontiguousarray(free.astype(np.uint8))
        cv2.fillPoly(free, [np.int32(np.round(grown))], 0)
    free = free.astype(bool)
    new.moles = [m for m in (build_mole(port, image, free, random) for _ in range(moles)) if m is not None]
    # A yard or a creek keeps three pixels away from the shore, where it would hide a quay and its ships.
    inland = (port.ignored == 0) & ~cv2.dilate(np.uint8(port.water), np.ones((7, 7), np.uint8)).astype(bool)
    drawn_decoys = [d for _ in range(decoys) for d in (
        draw_shoals(port, image, free, random), draw_creeks(port, image, free, inland, random),
        draw_yard(port, image, inland, palette, random))]
    new.decoys = [d for d in drawn_decoys if d is not None]
    ships = []
    for _ in range(tries):
        if len(ships) == wanted:
            break
        made = random.random() < 0.5
        square, length, width = drawn(palette, random) if made else hulls[random.integers(len(hulls))]
        beside = random.random() < 0.7
        others = ships + [tuple(s) for s in port.oriented]
        alongside = others and random.random() < 0.35
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
        if alongside:
            ox, oy, _, other_width, angle = others[random.integers(len(others))]
            away = random.choice([-1.0, 1.0]) * ((width + other_width) / 2 + random.uniform(0, 2.0))
            slip = random.normal(0, 0.15) * length
            x = ox - away * np.sin(angle) + slip * np.cos(angle)
            y = oy + away * np.cos(angle) + slip * np.sin(angle)
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
        hues = 0.35 if random.random() < 0.3 else 0.12
        tint = np.exp(random.normal(0, 0.15) + random.normal(0, hues, 5)).astype(np.float32)
        hull = hull * tint + port.water_level
        image[window] = image[window] * (1 - weight[..., None]) + np.clip(hull, 0, 1) * weight[..., None]
        free[window] &= weight < 0.05
        ships.append((x, y, length, width, angle))
    new.image = image
    new.visible, new.infrared = np.ascontiguousarray(image[..., :3]), np.ascontiguousarray(image[..., 3:])
    new.planted = np.array(ships, np.float32).reshape(-1, 5)
    return new
