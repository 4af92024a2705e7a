"""The network: a small U-Net with residual steps, strictly local and without any sum over the tile."""

import torch
from torch import nn
from torch.nn import functional

STRIDE = 2
LATTICE = 16
HEAT, DX, DY, LENGTH, WIDTH, COS, SIN, MASK = range(8)


def block(inputs, outputs, stride=1):
    """3 x 3 convolution, batch norm, ReLU."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Step(nn.Module):
    """Two convolutions whose sum with the input is kept: `[n, channels, h, w]` in and out."""

    def __init__(self, channels):
        super().__init__()
        self.first = block(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return functional.relu(x + self.second(self.first(x)))


class Normalisation(nn.Module):
    """Reflectance `[n, 5, h, w]`, 0 = missing, to logarithms of about unit spread and a sixth layer of valid pixels.

    The logarithm turns ratios of bands into differences, which convolutions can take; missing pixels become 0.
    """

    def forward(self, image):
        valid = torch.clamp(torch.max(image, dim=1, keepdim=True)[0] * 1e6, 0, 1)
        level = (torch.log(torch.clamp(image, 0, 1) + 0.02) + 2.0) / 0.8
        return torch.cat([level * valid, valid], dim=1)


class ShipNetwork(nn.Module):
    """Image `[n, 5, h, w]` in reflectance to maps `[n, 8, h / 2, w / 2]`; h and w are multiples of 16.

    Layers of the answer: the seven of the engine (see the README) and the ship mask, which helps in training only.
    In training the first and last layer are logits; lengths are always in pixels, offsets too.
    """

    def __init__(self, widths=(8, 16, 32, 64, 96)):
        super().__init__()
        full, a, b, c, d = widths
        self.normalisation = Normalisation()
        self.stem = block(6, full)
        self.down2 = nn.Sequential(block(full, a, 2), Step(a))
        self.down4 = nn.Sequential(block(a, b, 2), Step(b))
        self.down8 = nn.Sequential(block(b, c, 2), Step(c))
        self.down16 = nn.Sequential(block(c, d, 2), Step(d))
        self.from16 = nn.Conv2d(d, c, 1)
        self.up8 = block(c, c)
        self.from8 = nn.Conv2d(c, b, 1)
        self.up4 = Step(b)
        self.from4 = nn.Conv2d(b, a, 1)
        self.up2 = Step(a)
        self.head = nn.Sequential(block(a, a), nn.Conv2d(a, 8, 1))
        with torch.no_grad():
            self.head[1].bias.copy_(torch.tensor([-4.0, 0, 0, 0, 0, 0, 0, -2.0]))

    def forward(self, image):
        return self.maps(self.normalisation(image))

    def maps(self, layers):
        """The answer to layers `[n, 6, h, w]` that are normalised already."""
        x2 = self.down2(self.stem(layers))
        x4 = self.down4(x2)
        x8 = self.down8(x4)
        y = self.up8(functional.relu(x8 + doubled(self.from16(self.down16(x8)))))
        y = self.up4(functional.relu(x4 + doubled(self.from8(y))))
        y = self.up2(functional.relu(x2 + doubled(self.from4(y))))
        raw = self.head(y)
        size = torch.exp(torch.clamp(raw[:, LENGTH:COS], -2.5, 2.5)) * raw.new_tensor([18.0, 3.5]).view(1, 2, 1, 1)
        return torch.cat([raw[:, :DX], raw[:, DX:LENGTH] * 4, size, raw[:, COS:MASK], raw[:, MASK:]], dim=1)


def doubled(x):
    """Each cell repeated twice along both axes."""
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


# Mirror images in which the engine's graph looks at a picture: flipped axes of the tensor, and the signs that turn the
# seven layers back. A flip of x negates dx and sin 2a, one of y negates dy and sin 2a; both together negate dx and dy.
MIRRORS = (
    ((), (1, 1, 1, 1, 1, 1, 1)),
    ((2, 3), (1, -1, -1, 1, 1, 1, 1)),
    ((3,), (1, -1, 1, 1, 1, 1, -1)),
    ((2,), (1, 1, -1, 1, 1, 1, -1)),
)


class Engine(nn.Module):
    """Mean over several looks, each by the next network at the next mirror image, in the seven layers that the
    run-time engine reads.

    The score is the geometric mean of heat and ship mask: the mask is sure of a ship even where its middle is
    not clear.
    Height and width are multiples of the lattice, so a flip maps the lattice onto itself and tiles still agree.
    The length is never below the width.
    """

    def __init__(self, members, looks):
        super().__init__()
        self.looks = looks
        self.normalisation = Normalisation()
        self.members = nn.ModuleList(members)

    def forward(self, image):
        layers, total = self.normalisation(image), 0.0
        for look in range(self.looks):
            axes, signs = MIRRORS[look % len(MIRRORS)]
            raw = self.members[look % len(self.members)].maps(torch.flip(layers, axes) if axes else layers)
            score = torch.sqrt(torch.sigmoid(raw[:, :DX]) * torch.sigmoid(raw[:, MASK:]))
            seven = torch.cat([score, raw[:, DX:MASK]], dim=1)
            seven = torch.flip(seven, axes) if axes else seven
            total = total + seven * seven.new_tensor(signs).view(1, 7, 1, 1)
        mean = total / self.looks
        length = torch.maximum(mean[:, LENGTH:WIDTH], mean[:, WIDTH:COS])
        width = torch.minimum(mean[:, LENGTH:WIDTH], mean[:, WIDTH:COS])
        return torch.cat([mean[:, :LENGTH], length, width, mean[:, COS:MASK]], dim=1)
