"""Losses and training."""

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from drawn.learning import learn

from .network import ObjectNetwork
from .lines import LinePatchMaker
from .patches import PatchMaker


def loss_of(raw, heat, judged, mask, values, weight):
    """Loss of raw maps. Heat: quality focal loss (Li et al., 2020, eq. 3, beta = 2 as published); boxes: L1 near centres."""
    n = heat.shape[1]
    logits = raw[:, :n]
    distance = (torch.sigmoid(logits) - heat).abs()
    heats = (judged * distance ** 2 * cross_entropy(logits, heat, reduction="none")).sum() / (weight.sum() * 0.4 + 6)
    any_judged = judged.amax(1)
    bodies = (any_judged * cross_entropy(raw[:, n + 6], mask, reduction="none")).sum() / any_judged.sum().clamp(min=1)
    sizes = (raw[:, n + 2:n + 4] / values[:, 2:4].clamp(min=1)).log().abs().sum(1)
    places = 0.12 * (raw[:, n:n + 2] - values[:, :2]).abs().sum(1)
    turns = (raw[:, n + 4:n + 6] - values[:, 4:6]).abs().sum(1)
    # What is round has no direction.
    turns = turns * (values[:, 2] > 1.15 * values[:, 3]).float()
    boxes = ((places + sizes + 0.5 * turns).nan_to_num() * weight).sum() / (weight.sum() + 1)
    return 2 * heats + 0.5 * bodies + 0.5 * boxes, (heats.item(), bodies.item(), boxes.item())


def line_loss_of(raw, heat, judged, _mask, values, weight):
    """Loss of raw maps for lines: nearness as a soft label, offsets to the line, direction."""
    near = (judged * cross_entropy(raw[:, :1], heat, reduction="none")).sum() / judged.sum().clamp(min=1)
    places = (raw[:, 1:3] - values[:, :2]).abs().sum(1)
    turns = (raw[:, 5:7] - values[:, 4:6]).abs().sum(1)
    places, turns = ((v * weight).sum() / (weight.sum() + 1) for v in (places, turns))
    return 3 * near + 0.3 * places + 0.5 * turns, (near.item(), places.item(), turns.item())


def train(settings, pictures, real=(), network=None, log=print):
    """Train one network in all its runs, from chance or on from a network."""
    loss = line_loss_of if settings.lines else loss_of
    network = network or ObjectNetwork(settings)
    for order, (steps, rate) in enumerate(settings.stages):
        torch.manual_seed(settings.seed + order)
        maker = (LinePatchMaker if settings.lines else PatchMaker)(settings, pictures, real, settings.seed + order)
        network = learn(network, maker, loss, settings.batch, steps, rate, settings.decay, log)
    return network
