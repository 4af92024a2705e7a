"""Random patches for training: where to cut, how to turn and stretch, how to change the light."""

import cv2
import numpy as np

from . import MINIMUM_LENGTH
from .boxes import corners, upright_from_oriented
from .network import STRIDE
from .planting import colours, cut_out, planted
from .targets import draw


class PatchMaker:
    """Endless patches of some ports, all drawn from one seeded stream of random numbers."""

    PLANTED, BUILT = 0.25, 0.07  # shares of the patches around planted ships, and around breakwaters when there are any

    def __init__(self, ports, side, seed, mixing=0.0, decoyed=0.0):
        self.ports, self.side = ports, side
        self.random = np.random.default_rng(seed)
        self.mixing, self.decoyed = mixing, decoyed
        self.levels = [surface_levels(p) for p in ports]
        self.hard = [np.zeros((0, 2), int) for _ in ports]  # pixels (row, column) of false alarms, set while training
        self.hulls = [h for p in ports for h in cut_out(p)]
        self.palette = colours(self.hulls)
        self.built = False  # whether there are breakwaters in the gardens
        self.gardens = list(ports)  # the same ports with planted ships
        self.groups = []  # (port, indices of ships): ships at berth and in open water of each port apart
        for i, port in enumerate(ports):
            for state in ("berth", "open"):
                members = [k for k, s in enumerate(port.states) if s == state]
                if members:
                    self.groups.append((i, members))
        counts = np.sqrt([len(m) for _, m in self.groups])
        self.by_ships = counts / counts.sum()
        areas = np.sqrt([p.image.shape[0] * p.image.shape[1] for p in ports])
        self.by_area = areas / areas.sum()

    def centre(self):
        """A port and the pixel (x, y) of it on which the next patch is centred."""
        r = self.random
        if r.random() < self.decoyed:
            port = self.gardens[r.choice(len(self.gardens), p=self.by_area)]
            if port.decoys:
                return port, port.decoys[r.integers(len(port.decoys))] + r.uniform(-0.4, 0.4, 2) * self.side
        kind = r.random()
        ports = self.gardens if r.random() < 0.5 else self.ports
        if kind < self.PLANTED:
            port = self.gardens[r.choice(len(self.gardens), p=self.by_area)]
            ships = port.planted if len(port.planted) else port.oriented
            return port, ships[r.integers(len(ships))][:2] + r.uniform(-0.4, 0.4, 2) * self.side
        if kind < self.PLANTED + self.BUILT:
            port = self.gardens[r.choice(len(self.gardens), p=self.by_area)] if self.built else None
            if port is not None and port.moles:
                return port, port.moles[r.integers(len(port.moles))] + r.uniform(-0.3, 0.3, 2) * self.side
        if kind < 0.62:
            port, members = self.groups[r.choice(len(self.groups), p=self.by_ships)]
            ship = ports[port].oriented[members[r.integers(len(members))]]
            return ports[port], ship[:2] + r.uniform(-0.4, 0.4, 2) * self.side
        port = r.choice(len(self.ports), p=self.by_area)
        places = self.hard[port] if kind < 0.78 and len(self.hard[port]) else self.ports[port].shore
        if kind > 0.92:
            rows, columns = ports[port].image.shape[:2]
            return ports[port], r.uniform([0, 0], [columns, rows])
        return ports[port], places[r.integers(len(places))][::-1] + r.uniform(-0.3, 0.3, 2) * self.side

    def patch(self):
        """Image `[5, side, side]`, heat, mask, values (see `targets.draw`) and trust `[side / 2, side / 2]`."""
        r, side = self.random, self.side
        port, centre = self.centre()
        turn, interpolation = self.transform()
        if interpolation == cv2.INTER_NEAREST:
            centre = np.floor(centre)
        offset = centre - turn @ np.array([side / 2, side / 2])
        # OpenCV counts from pixel centres, this package from pixel edges: x_port = turn x + offset, shifted by half.
        matrix = np.column_stack([turn, offset + turn @ [0.5, 0.5] - 0.5])
        flags = interpolation | cv2.WARP_INVERSE_MAP
        halves = (port.visible, port.infrared)  # OpenCV takes at most four bands at once
        image = np.dstack([cv2.warpAffine(half, matrix, (side, side), flags=flags) for half in halves])
        image = np.clip(image, 0, 1)
        ignored = cv2.warpAffine(port.ignored, matrix, (side, side), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
        outside = ~image.any(axis=2)
        ships = moved(np.concatenate([port.oriented, port.planted]), turn, offset)
        if r.random() < self.mixing:
            image = self.transported(image, port)
        image = self.relit(image)
        missing = outside | self.wedge()
        image[missing] = 0
        kept, trusted = [], 1 - cv2.dilate(ignored, np.ones((3, 3), np.uint8))
        for ship in ships:
            if not (-40 < ship[0] < side + 40 and -40 < ship[1] < side + 40):
                continue
            outline = np.int32(np.round(corners(ship * np.array([1, 1, 1.2, 1.6, 1], np.float32))))
            x, y = int(np.clip(ship[0], 0, side - 1)), int(np.clip(ship[1], 0, side - 1))
            inside = 2 <= ship[0] < side - 2 and 2 <= ship[1] < side - 2 and not missing[y, x]
            long_enough = max(upright_from_oriented(ship)[2:]) >= MINIMUM_LENGTH - 0.5
            if inside and long_enough:
                kept.append(ship)
            cv2.fillPoly(trusted, [outline], int(inside and long_enough))
        heat, mask, values = draw(kept, side)
        trust = np.float32(trusted.reshape(side // STRIDE, STRIDE, side // STRIDE, STRIDE).min(axis=(1, 3)))
        trust[heat > 0.3] = 1
        return np.ascontiguousarray(image.transpose(2, 0, 1)), heat, mask, values, trust

    def plant(self, moles, decoys=0):
        """Plant other ships, and up to so many breakwaters and decoys, in the copies of the ports."""
        self.built = moles > 0
        self.gardens = [planted(p, self.hulls, self.palette, self.random, moles=moles, decoys=decoys)
                        for p in self.ports]

    def transform(self):
        """A matrix from patch to port pixels: quarter turns and flips, half of the time any angle and scale."""
        r = self.random
        flip = np.diag([r.choice([-1.0, 1.0]), 1.0])
        angle = r.integers(4) * np.pi / 2
        stretch, interpolation = 1.0, cv2.INTER_NEAREST
        if r.random() < 0.4:
            angle = r.uniform(0, 2 * np.pi)
            stretch = np.exp(r.uniform(np.log(0.8), np.log(1.25)))
            interpolation = cv2.INTER_CUBIC if r.random() < 0.7 else cv2.INTER_LINEAR
        c, s = np.round(np.cos(angle), 12), np.round(np.sin(angle), 12)
        return stretch * np.array([[c, -s], [s, c]]) @ flip, interpolation

    def transported(self, image, port):
        """The image as if water and land of the port had colours between its own and those of another port.

        In each band a straight line through the logarithms of the two levels, so ground between them follows.
        """
        r = self.random
        own = next(levels for p, levels in zip(self.ports, self.levels) if p.name == port.name)
        other = self.levels[r.integers(len(self.levels))]
        share = r.uniform(0, 1.2)
        wanted = own + (other - own) * share
        # Colours change by bands together, contrast within bounds that keep hulls what they are.
        slope = np.clip((wanted[1] - wanted[0]) / (own[1] - own[0] + 1e-6), 0.6, 1.6)
        level = np.log(image + 0.02)
        return np.exp(wanted[0] + (level - own[0]) * slope).astype(np.float32) - np.float32(0.02)

    def relit(self, image):
        """Other light and air: gain and contrast of all bands, gain of each, haze that is stronger in the blue."""
        r = self.random
        gain = np.exp(r.normal(0, 0.18) + r.normal(0, 0.07, 5))
        haze = r.normal(0, 0.02) * np.array([1.0, 0.8, 0.65, 0.45, 0.2]) + r.normal(0, 0.004, 5)
        image = image * np.float32(gain) + np.float32(haze)
        if r.random() < 0.2:
            image = np.sign(image) * abs(image) ** np.float32(np.exp(r.normal(0, 0.12)))
        if r.random() < 0.15:
            image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.3, 0.8))
        if r.random() < 0.15:
            band = r.integers(5)
            shift = np.float32([[1, 0, r.normal(0, 0.5)], [0, 1, r.normal(0, 0.5)]])
            image[..., band] = cv2.warpAffine(image[..., band], shift, image.shape[1::-1],
                                              borderMode=cv2.BORDER_REPLICATE)
        if r.random() < 0.2:
            image = image + r.normal(0, r.uniform(0, 0.008), image.shape).astype(np.float32)
        return np.clip(image, 1e-4, 1).astype(np.float32)

    def wedge(self):
        """Now and then a half-plane of missing pixels, `[side, side]`."""
        r, side = self.random, self.side
        if r.random() > 0.12:
            return np.zeros((side, side), bool)
        angle, reach = r.uniform(0, 2 * np.pi), r.uniform(0.1, 0.5) * side
        y, x = np.mgrid[0:side, 0:side] - side / 2 + 0.5
        return x * np.cos(angle) + y * np.sin(angle) > reach

    def batch(self, count):
        """`count` patches stacked: image, heat, mask, values, trust."""
        return [np.stack(layers) for layers in zip(*(self.patch() for _ in range(count)))]


def surface_levels(port):
    """Logarithms of the median reflectance of water and of land `[2, 5]`, with the offset of the network's input."""
    land = np.median(port.image[port.land[:, 0], port.land[:, 1]], axis=0)
    levels = np.log(np.stack([port.water_level, land]) + 0.02)
    levels[1] = np.where(abs(levels[1] - levels[0]) < 0.1, levels[0] + 0.1, levels[1])
    return levels.astype(np.float32)


def moved(ships, turn, offset):
    """Oriented boxes of a port in the pixels of a patch, where x_port = turn x_patch + offset."""
    if not len(ships):
        return ships
    back = np.linalg.inv(turn)
    scale = np.sqrt(abs(np.linalg.det(back)))
    places = (ships[:, :2] - offset) @ back.T
    heading = np.stack([np.cos(ships[:, 4]), np.sin(ships[:, 4])], axis=1) @ back.T
    angle = np.arctan2(heading[:, 1], heading[:, 0])
    return np.column_stack([places, ships[:, 2:4] * scale, angle]).astype(np.float32)
