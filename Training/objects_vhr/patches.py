"""Patches of drawn and real pictures with what the network should say of them."""

import math
from pathlib import Path

import cv2
import numpy as np

from drawn.camera import seen
from drawn.samples import stretched

from .network import STRIDE

LEAST_VISIBLE = 0.35
"""Share of an object that must be seen for it to be taught; of others nothing is said."""


class Picture:
    """A picture `[3, h, w]` of `gsd` metres; objects `[n, 7]`: column, row, length, width, angle, class, visible share.

    `judged` tells for each class whether what is not listed is known to be absent; `boxes` whether outlines are true;
    `tracks` are centre-lines of tracks as (corners in pixels, stretches hidden in metres).
    """

    def __init__(self, image, gsd, objects, judged, boxes=True, tracks=()):
        self.image, self.gsd, self.judged, self.boxes = image, gsd, np.asarray(judged, np.float32), boxes
        self.objects, self.tracks = np.asarray(objects, np.float64).reshape(-1, 7), list(tracks)


def drawn(sample, classes):
    """A drawn scene as a picture."""
    rows = []
    for item in sample.objects:
        if item["class"] in classes:
            box = item["pixel_box"]
            rows.append((box["column"], box["row"], box["length"], box["width"], math.radians(box["angle"]),
                         classes.index(item["class"]), item["visible_share"]))
    return Picture(sample.image, sample.gsd, rows, [1] * len(classes), tracks=sample.tracks)


def real(folder, name, classes):
    """Real pictures of a set: chips `ucmerced/CLASS`, in which nothing of what is sought stands, or `vehicles_kit_ais`."""
    if name == "vehicles_kit_ais":
        # Few frames, many cars: each is taken four times as often.
        return kit_ais(Path(folder) / name, classes) * 4
    found = []
    for path in sorted((Path(folder) / name).iterdir()):
        image = cv2.imread(str(path))
        if image is not None:
            found.append(Picture(levels(image), 0.3, [], [1] * len(classes)))
    return found


def levels(image):
    """What OpenCV read, stretched as the engine stretches: `[3, h, w]` red, green, blue."""
    return stretched(image[:, :, ::-1].transpose(2, 0, 1).astype(np.float32)).clip(-0.5, 2)


def kit_ais(folder, classes):
    """Roads from the air with boxes of cars, whose directions are not known; 0.15 m, taken at 0.3 m."""
    found = []
    for path in sorted(Path(folder).glob("*.jpg")):
        image = cv2.imread(str(path))
        labels = path.with_suffix(".txt")
        if image is None or not labels.exists():
            continue
        half = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        high, wide = half.shape[:2]
        rows = []
        for line in labels.read_text().split("\n") if "vehicle" in classes else ():
            if line.strip():
                _, x, y, w, h = map(float, line.split()[:5])
                rows.append((x * wide, y * high, max(w * wide, h * high), min(w * wide, h * high), 0,
                             classes.index("vehicle"), 1))
        found.append(Picture(levels(half), 0.3, rows, [1] * len(classes), boxes=False))
    return found


class PatchMaker:
    """Draws patches by lot: turned, mirrored, scaled, seen by another camera."""

    def __init__(self, settings, pictures, real, seed):
        self.settings, self.pictures, self.real = settings, pictures, real
        self.random = np.random.default_rng(seed)

    def patch(self):
        random, side = self.random, self.settings.side
        picture = self.real[random.integers(len(self.real))] if self.real and random.random() < 0.15 \
            else self.pictures[random.integers(len(self.pictures))]
        scale = picture.gsd / self.settings.gsd * math.exp(random.normal(0, 0.08))
        angle = random.uniform(0, 2 * math.pi)
        mirror = -1.0 if random.random() < 0.5 else 1.0
        high, wide = picture.image.shape[1:]
        if len(picture.objects) and random.random() < 0.5:
            middle = picture.objects[random.integers(len(picture.objects)), :2]
        else:
            middle = random.uniform(0, 1, 2) * (wide, high)
        reach = side / scale * 0.35
        middle = [np.clip(m, min(reach, e / 2), max(e - reach, e / 2)) for m, e in zip(middle, (wide, high))]
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]) @ np.diag([mirror, 1]) * scale
        shift = np.full(2, side / 2) - turn @ middle + random.uniform(-side / 6, side / 6, 2)
        matrix = np.c_[turn, shift]
        # Pixel centres stand at halves.
        pixels = matrix.copy()
        pixels[:, 2] += turn @ (0.5, 0.5) - 0.5
        planes = np.ascontiguousarray(picture.image.transpose(1, 2, 0)).astype(np.float32)
        if scale < 0.6:
            planes = cv2.GaussianBlur(planes, (0, 0), 0.4 / scale)
        image = cv2.warpAffine(planes, pixels, (side, side), flags=cv2.INTER_LINEAR).transpose(2, 0, 1)
        inside = cv2.warpAffine(np.ones((high, wide), np.float32), pixels, (side, side), flags=cv2.INTER_NEAREST)
        image = seen(image, random).clip(1e-4, 1) * inside
        return (image.astype(np.float32), *self.targets(picture, turn, shift, scale, inside))

    def targets(self, picture, turn, shift, scale, inside):
        """Heats `[c, h, w]`, how far each cell is judged `[c, h, w]`, mask `[h, w]`, values `[6, h, w]`, weight of values, of
        a picture whose places (column, row) were brought to `turn @ place + shift`, `scale` times as large."""
        objects = picture.objects.copy()
        if len(objects):
            direction = np.stack([np.cos(objects[:, 4]), np.sin(objects[:, 4])])
            direction = turn @ direction
            objects[:, :2] = objects[:, :2] @ turn.T + shift
            objects[:, 4] = np.arctan2(direction[1], direction[0])
            objects[:, 2:4] *= scale
        n, cells = len(self.settings.classes), self.settings.side // STRIDE
        heat, mask = np.zeros((n, cells, cells), np.float32), np.zeros((cells, cells), np.float32)
        values, weight = np.zeros((6, cells, cells), np.float32), np.zeros((cells, cells), np.float32)
        judged = np.ones((n, cells, cells), np.float32) * picture.judged[:, None, None]
        judged *= inside[STRIDE // 2::STRIDE, STRIDE // 2::STRIDE]
        middles = (np.arange(cells) + 0.5) * STRIDE
        for x, y, length, width, angle, kind, share in objects:
            reach = length / 2 + 8
            if not (-reach < x < cells * STRIDE + reach and -reach < y < cells * STRIDE + reach):
                continue
            c0, c1 = (int(max(0, (v) // STRIDE)) for v in (x - reach, x + reach))
            r0, r1 = (int(max(0, (v) // STRIDE)) for v in (y - reach, y + reach))
            c1, r1 = min(cells, c1 + 1), min(cells, r1 + 1)
            if c0 >= c1 or r0 >= r1:
                continue
            dx, dy = middles[None, c0:c1] - x, middles[r0:r1, None] - y
            u, v = dx * math.cos(angle) + dy * math.sin(angle), -dx * math.sin(angle) + dy * math.cos(angle)
            body = (np.abs(u) < length / 2) & (np.abs(v) < width / 2)
            if share < LEAST_VISIBLE:
                judged[:, r0:r1, c0:c1][:, body] = 0
                continue
            along, across = (max(length / 9, 2.4), max(width / 6, 2.4)) if picture.boxes else (3, 3)
            spot = np.exp(-0.5 * ((u / along) ** 2 + (v / across) ** 2)).astype(np.float32)
            spot[spot < 0.02] = 0
            # The cell that holds the centre counts fully.
            if 0 <= x < cells * STRIDE and 0 <= y < cells * STRIDE:
                spot[min(int(y // STRIDE), r1 - 1) - r0, min(int(x // STRIDE), c1 - 1) - c0] = 1
            region = heat[int(kind), r0:r1, c0:c1]
            np.maximum(region, spot, out=region)
            mask[r0:r1, c0:c1][body] = 1
            if picture.boxes:
                closer = spot > np.maximum(weight[r0:r1, c0:c1], 0.15)
                for layer, value in enumerate((-dx + 0 * dy, -dy + 0 * dx, length, width, math.cos(2 * angle), math.sin(2 * angle))):
                    values[layer, r0:r1, c0:c1][closer] = np.broadcast_to(value, spot.shape)[closer]
                weight[r0:r1, c0:c1][closer] = spot[closer]
        return heat, judged, mask, values, weight

    def batch(self, count):
        return [np.ascontiguousarray(np.stack(p)) for p in zip(*(self.patch() for _ in range(count)))]
