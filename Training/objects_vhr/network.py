"""A small U-Net with residual steps, strictly local, whose answer stands on every fourth pixel."""

import torch
from torch import nn
from torch.nn import functional

STRIDE, LATTICE = 4, 16


def block(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Step(nn.Module):
    """Two convolutions whose sum with the input is kept."""

    def __init__(self, channels):
        super().__init__()
        self.first = block(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return functional.relu(x + self.second(self.first(x)))


def folded(x):
    """Two by two pixels as channels of one cell, `[n, c, h, w]` to `[n, 4 c, h / 2, w / 2]`, by slices, which any runtime
    knows."""
    parts = [x[..., i::2, j::2] for i in (0, 1) for j in (0, 1)]
    return torch.stack(parts, 2).flatten(1, 2)


def doubled(x):
    return functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


class ObjectNetwork(nn.Module):
    """Picture `[n, 3, h, w]` of stretched red, green, blue, 0 where missing, to maps `[n, c + 7, h / 4, w / 4]`.

    Layers: c class heats (logits), offset of the centre x and y, length, width (input pixels), cos 2a, sin 2a, and the
    mask of bodies (a logit, which helps in training only); h and w are multiples of 16.
    """

    def __init__(self, settings):
        super().__init__()
        half, a, b, c = settings.widths
        self.classes = len(settings.classes)
        self.register_buffer("typical", torch.tensor(settings.typical).view(1, 2, 1, 1))
        self.stem = block(16, half)
        self.down4 = nn.Sequential(block(half, a, 2), Step(a))
        self.down8 = nn.Sequential(block(a, b, 2), Step(b))
        self.down16 = nn.Sequential(block(b, c, 2), Step(c))
        self.from16 = nn.Conv2d(c, b, 1)
        self.up8 = Step(b)
        self.from8 = nn.Conv2d(b, a, 1)
        self.up4 = Step(a)
        self.head = nn.Sequential(block(a, 2 * a), nn.Conv2d(2 * a, self.classes + 7, 1))
        with torch.no_grad():
            self.head[1].bias.copy_(torch.tensor([-4.0] * self.classes + [0] * 6 + [-2.0]))

    def forward(self, image):
        valid = torch.clamp(image.amax(1, keepdim=True) * 1e6, 0, 1)
        x = folded(torch.cat([(image - 0.4) * 2 * valid, valid], 1))
        x4 = self.down4(self.stem(x))
        x8 = self.down8(x4)
        y = self.up8(functional.relu(x8 + doubled(self.from16(self.down16(x8)))))
        y = self.up4(functional.relu(x4 + doubled(self.from8(y))))
        raw = self.head(y).float()
        n = self.classes
        size = torch.exp(torch.clamp(raw[:, n + 2:n + 4], -3, 3)) * self.typical
        return torch.cat([raw[:, :n], raw[:, n:n + 2] * STRIDE, size, raw[:, n + 4:]], 1)


class Engine(nn.Module):
    """What is shipped: class scores as probabilities, no mask."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        maps = self.network(image)
        n = self.network.classes
        return torch.cat([torch.sigmoid(maps[:, :n]), maps[:, n:n + 6]], 1)
