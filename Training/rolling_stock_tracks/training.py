"""Losses and training."""

import torch
from torch.nn import functional
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from drawn.learning import learn

from .batches import StripMaker
from .network import StripNetwork


def loss_of(raw, answer, classes, judged):
    """Loss of raw marks `[n, 10, w]`. Begin and end: quality focal loss (Li et al., 2020, eq. 3, beta = 1)."""
    taken = (judged * cross_entropy(raw[:, 0], answer[:, 0], reduction="none")).sum() / judged.sum().clamp(min=1)
    ends = raw[:, 1:3]
    wanted = answer[:, 1:3]
    distance = (torch.sigmoid(ends) - wanted).abs()
    heat = (judged[:, None] * distance * cross_entropy(ends, wanted, reduction="none")).sum() / (wanted.sum() + 10)
    hidden = cross_entropy(raw[:, 3], answer[:, 3])
    kinds = functional.cross_entropy(raw[:, 4:], classes, ignore_index=-1, label_smoothing=0.02)
    return taken + heat + 0.3 * hidden + 0.4 * kinds.nan_to_num(), (taken.item(), heat.item(), hidden.item(), kinds.item())


def train(samples, steps, batch, rate, decay, seed, network=None, log=print):
    """Train on drawn yards, from chance or on from a network."""
    torch.manual_seed(seed)
    return learn(network or StripNetwork(), StripMaker(samples, seed), loss_of, batch, steps, rate, decay, log)
