"""The network: convolutions over the strip, then along the track alone."""

import torch
from torch import nn
from torch.nn import functional

from . import ACROSS

LATTICE = 2


def block(inputs, outputs, kernel=3, padding=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, 1, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Step(nn.Module):
    """Two convolutions along the track, the second without widening, whose sum with the input is kept."""

    def __init__(self, channels, dilation):
        super().__init__()
        self.first = nn.Sequential(
            nn.Conv1d(channels, channels, 3, 1, dilation, dilation, bias=False), nn.BatchNorm1d(channels), nn.ReLU())
        self.second = nn.Sequential(nn.Conv1d(channels, channels, 1, bias=False), nn.BatchNorm1d(channels))

    def forward(self, x):
        return functional.relu(x + self.second(self.first(x)))


def folded(x):
    """Two by two pixels as channels of one cell, `[n, c, h, w]` to `[n, 4 c, h / 2, w / 2]`, by slices, which any runtime
    knows."""
    parts = [x[..., i::2, j::2] for i in (0, 1) for j in (0, 1)]
    return torch.stack(parts, 2).flatten(1, 2)


class StripNetwork(nn.Module):
    """Strip `[n, 3, ACROSS, w]` of stretched red, green, blue, 0 where missing, to marks `[n, 10, w]`; w a multiple of 2.

    Layers: taken, begin, end, hidden (logits), six classes (logits). Positions across are told by their order, since
    what lies in the middle is the track's own.
    """

    def __init__(self, widths=(48, 64, 96), along=160):
        super().__init__()
        a, b, c = widths
        self.rows = nn.Parameter(torch.linspace(-1, 1, ACROSS).view(1, 1, ACROSS, 1), requires_grad=False)
        # Four pixels become channels of one cell: what is fine is kept, and the costly full grid is spared.
        self.one = nn.Sequential(block(20, a), block(a, a))
        self.two = nn.Sequential(block(a, b), block(b, b))
        self.three = nn.Sequential(block(b, c), block(c, c))
        self.gather = nn.Sequential(nn.Conv2d(c, along, (ACROSS // 8, 1), bias=False), nn.BatchNorm2d(along), nn.ReLU())
        self.along = nn.Sequential(*(Step(along, dilation) for dilation in (1, 2, 4, 8, 12, 1)))
        self.head = nn.Conv1d(along, 20, 3, 1, 1)
        with torch.no_grad():
            self.head.bias.copy_(torch.tensor([0.0, -2, -2, -3] + [0] * 6).repeat_interleave(2))

    def forward(self, strip):
        valid = torch.clamp(strip.amax(1, keepdim=True) * 1e6, 0, 1)
        x = folded(torch.cat([(strip - 0.4) * 2 * valid, valid, self.rows + 0 * valid], 1))
        x = self.two(functional.max_pool2d(self.one(x), (2, 1)))
        x = self.three(functional.max_pool2d(x, (2, 1)))
        x = self.along(self.gather(x)[:, :, 0])
        x = self.head(x)
        # Two positions for each column: the second half of the channels stands between them.
        return torch.stack([x[:, 0::2], x[:, 1::2]], 3).flatten(2)


class Engine(nn.Module):
    """What is shipped: marks as probabilities."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, strip):
        raw = self.network(strip)
        return torch.cat([torch.sigmoid(raw[:, :4]), torch.softmax(raw[:, 4:], 1)], 1)
