"""Things that are no ships, drawn where the eight ports hold too few of them: shoals and islets, creeks, and yards.

The network sees them as ordinary ground without labels. They stand for coasts and terminals of other places: sand bars
and mangrove islets in water, creeks that wind through land, rows of roofs and containers on land.
"""

import cv2
import numpy as np

# Reflectance of what islets and banks are made of, in the order of BANDS: rough values of surface reflectance as
# Sentinel-2 shows it, varied widely when they are used.
GROUNDS = np.float32([
    [0.12, 0.16, 0.20, 0.28, 0.38],  # sand
    [0.08, 0.10, 0.12, 0.13, 0.07],  # wet mud
    [0.03, 0.05, 0.03, 0.26, 0.11],  # mangrove
    [0.05, 0.08, 0.08, 0.20, 0.22],  # scrub
    [0.09, 0.10, 0.11, 0.14, 0.18],  # rock
    [0.16, 0.17, 0.18, 0.21, 0.22],  # concrete
])


def noise(tall, wide, along, across, angle, random):
    """Smooth noise `[tall, wide]` of mean 0 and deviation 1, stretched along a direction (radians)."""
    side = int(np.hypot(tall, wide)) + 2
    field = random.normal(0, 1, (side, side)).astype(np.float32)
    field = cv2.GaussianBlur(field, (0, 0), sigmaX=along, sigmaY=across)
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), np.degrees(angle), 1.0)
    field = cv2.warpAffine(field, turn, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    top, left = (side - tall) // 2, (side - wide) // 2
    field = field[top:top + tall, left:left + wide]
    return (field - field.mean()) / (field.std() + 1e-6)


def fading(side, random):
    """A patch `[side, side]` that is 1 in the middle and falls to 0 at an uneven edge."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) / side * 2 - 1
    edge = np.hypot(x, y) + 0.15 * noise(side, side, side / 8, side / 8, 0, random)
    return np.clip((0.95 - edge) / 0.2, 0, 1).astype(np.float32)


def window_around(port, row, column, side):
    """Slices of the square around a pixel, or None where it does not fit into the picture."""
    top, left = row - side // 2, column - side // 2
    if top < 0 or left < 0 or left + side > port.size[0] or top + side > port.size[1]:
        return None
    return slice(top, top + side), slice(left, left + side)


def ground(tall, wide, port, random):
    """Pixels `[tall, wide, 5]` of one kind of ground with grain, now and then in the port's own colours."""
    if random.random() < 0.3:
        row, column = port.land[random.integers(len(port.land))]
        level = port.image[row, column]
    else:
        level = GROUNDS[random.integers(len(GROUNDS))]
    level = level * np.exp(random.normal(0, 0.25) + random.normal(0, 0.08, 5))
    grain = np.exp(random.uniform(0.05, 0.35) * noise(tall, wide, 0.8, 0.8, 0, random)
                   + random.uniform(0, 0.25) * noise(tall, wide, 4, 4, 0, random))
    return np.float32(np.clip(level * grain[..., None], 0, 1))


def draw_shoals(port, image, free, random):
    """Islets and sand bars in open water, drawn into `image` where `free` allows it. Returns their middle, or None."""
    side = int(random.integers(40, 130))
    if not len(port.offshore):
        return None
    row, column = port.offshore[random.integers(len(port.offshore))]
    window = window_around(port, row, column, side)
    if window is None or np.mean(free[window]) < 0.5:
        return None
    along, angle = random.uniform(1.5, 9), random.uniform(0, np.pi)
    field = noise(side, side, along, along * random.uniform(0.15, 1), angle, random)
    level, soft = random.uniform(0.3, 1.6), random.uniform(0.05, 0.5)
    weight = np.clip((field - level) / soft + 0.5, 0, 1)
    weight = np.float32(cv2.GaussianBlur(np.float32(weight), (0, 0), 0.6) * fading(side, random) * free[window])
    image[window] += (ground(side, side, port, random) - image[window]) * weight[..., None]
    if random.random() < 0.5:  # another ground on top, as trees stand on a bank
        weight = weight * np.float32(np.clip((field - level - random.uniform(0.1, 0.8)) / soft, 0, 1))
        image[window] += (ground(side, side, port, random) - image[window]) * weight[..., None]
    free[window] &= weight < 0.05
    return np.array([column, row], float)


def draw_creeks(port, image, free, inland, random):
    """Water that winds through land. `inland` is where nothing is labelled. Returns the middle, or None."""
    side = int(random.integers(48, 130))
    row, column = port.land[random.integers(len(port.land))]
    window = window_around(port, row, column, side)
    if window is None or np.mean(inland[window]) < 0.4:
        return None
    scale = random.uniform(4, 14)
    field = noise(side, side, scale, scale * random.uniform(0.3, 1), random.uniform(0, np.pi), random)
    width = random.uniform(0.06, 0.35)
    weight = np.clip((width - abs(field)) / (0.4 * width) + 0.5, 0, 1)
    fade = fading(side, random) * inland[window]
    if random.random() < 0.6:  # the land between the creeks too is of another kind
        image[window] += (ground(side, side, port, random) - image[window]) * np.float32(fade)[..., None]
    weight = np.float32(cv2.GaussianBlur(np.float32(weight), (0, 0), 0.6) * fade)
    water = port.water_level * np.float32(np.exp(random.normal(0, 0.15) + random.normal(0, 0.08, 5)))
    image[window] += (water - image[window]) * weight[..., None]
    free[window] &= weight < 0.05
    return np.array([column, row], float)


def draw_yard(port, image, inland, palette, random):
    """Rows of roofs, stacks or containers on land, in the colours of hulls. Returns the middle, or None."""
    row, column = port.land[random.integers(len(port.land))]
    side = 96
    window = window_around(port, row, column, side)
    if window is None or np.mean(inland[window]) < 0.5:
        return None
    angle = random.uniform(0, np.pi)
    length, width = np.exp(random.uniform(np.log(5), np.log(40))), random.uniform(1.0, 6.0)
    gap_along, gap_across = random.uniform(1, 8), random.uniform(0.5, 6)
    fine = 4
    canvas = np.zeros((side * fine, side * fine), np.uint8)
    colours = np.zeros((256, 5), np.float32)
    c, s = np.cos(angle), np.sin(angle)
    count = 0
    rows, columns = random.integers(1, 8), random.integers(1, 5)
    for i in range(rows):
        for j in range(columns):
            if count == 255 or random.random() < 0.25:
                continue
            count += 1
            along = (j - (columns - 1) / 2) * (length + gap_along) + random.normal(0, 0.3)
            across = (i - (rows - 1) / 2) * (width + gap_across)
            half = np.array([length * random.uniform(0.6, 1) / 2, width / 2])
            ring = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * half + [along, across]
            ring = ring @ np.array([[c, s], [-s, c]]) + side / 2
            cv2.fillConvexPoly(canvas, np.int32(np.round(ring * fine)), count)
            colours[count] = palette[random.integers(len(palette))] * np.exp(random.normal(0, 0.3))
    painted = np.float32(canvas > 0)
    weight = cv2.GaussianBlur(cv2.resize(painted, (side, side), interpolation=cv2.INTER_AREA), (0, 0), 0.5)
    weight = weight * inland[window]
    picture = colours[canvas] + port.water_level
    halves = [cv2.resize(picture[..., :3], (side, side), interpolation=cv2.INTER_AREA),
              cv2.resize(np.ascontiguousarray(picture[..., 3:]), (side, side), interpolation=cv2.INTER_AREA)]
    share = cv2.resize(painted, (side, side), interpolation=cv2.INTER_AREA)
    bare = np.float32(port.water_level) * (1 - share)[..., None]  # what lay between the roofs in `picture`
    roof = (np.dstack(halves) - bare) / np.maximum(share, 0.05)[..., None]
    image[window] += (np.clip(roof, 0, 1) - image[window]) * weight[..., None]
    return np.array([column, row], float)
