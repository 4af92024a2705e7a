"""Losses and the training loop of one network."""

import copy
import time

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from .decoding import detections_in, maps_of
from .network import COS, DX, HEAT, LENGTH, MASK, SIN, WIDTH, ShipNetwork
from .patches import PatchMaker
from .scoring import matches
from .boxes import overlap, upright_from_oriented


def ratio(found, wanted):
    """How far two lengths are apart, as the size of the logarithm of their ratio."""
    return (found / wanted.clamp(min=1)).log().abs()


def loss_of(raw, heat, mask, values, trust):
    """Loss of raw maps `[n, 8, h, w]` against targets `[n, h, w]` (values `[n, 8, h, w]`), and its parts.

    Heat: quality focal loss (Li et al., 2020, eq. 3, beta = 1), which takes soft targets. Mask: cross entropy, ships
    weighted up. Boxes: L1 in cells of some heat, also on the sides of the upright box, since only those were labelled.
    """
    present = heat.sum() + 4.0
    p = torch.sigmoid(raw[:, HEAT])
    heat_loss = (trust * (heat - p).abs() * cross_entropy(raw[:, HEAT], heat, reduction="none")).sum()
    weight = trust * (1 + mask)
    mask_loss = (weight * cross_entropy(raw[:, MASK], mask, reduction="none")).sum() / (mask.sum() + 100)
    near = (heat > 0.25).float() * heat
    length, width = raw[:, LENGTH], raw[:, WIDTH]
    c2, s2 = raw[:, COS], raw[:, SIN]
    norm = torch.sqrt(c2 ** 2 + s2 ** 2 + 1e-4)
    c = torch.sqrt(torch.clamp((1 + c2 / norm) / 2, 1e-4, 1))
    s = torch.sqrt(torch.clamp((1 - c2 / norm) / 2, 1e-4, 1))
    upright_w, upright_h = length * c + width * s, length * s + width * c
    error = 0.15 * ((raw[:, DX] - values[:, 0]).abs() + (raw[:, DX + 1] - values[:, 1]).abs())
    error = error + 0.5 * (ratio(length, values[:, 2]) + ratio(width, values[:, 3]))
    error = error + 0.5 * ((c2 - values[:, 4]).abs() + (s2 - values[:, 5]).abs())
    error = error + (ratio(upright_w, values[:, 6]) + ratio(upright_h, values[:, 7]))
    where = near > 0
    box_loss = (torch.where(where, error, torch.zeros_like(error)) * near).sum() / (near.sum() + 1)
    parts = (heat_loss / present, 0.3 * mask_loss, 0.5 * box_loss)
    return sum(parts), [float(x.detach()) for x in parts]


def false_alarms(network, port, floor):
    """Pixels (row, column) of detections in a training port that match no label, the worse the more often."""
    labels = port.ships + port.unsure
    places = []
    for d in detections_in(maps_of(network, port.image), floor, 0.2):
        box = upright_from_oriented(d)
        if not any(matches(box, s) for s in labels) and not any(overlap(box, i) > 0 for i in port.ignore):
            places += [(int(d[1]), int(d[0]))] * (1 + int(d[5] * 5))
    return np.array(places, int).reshape(-1, 2)


def floats(network):
    """Weights and running figures of batch norm, by reference."""
    return [v for v in network.state_dict().values() if v.dtype.is_floating_point]


def rate_at(step, settings):
    """Learning rate of a step: a straight rise over a twentieth of the steps, then half a cosine (Loshchilov and
    Hutter, 2017, eq. 5, without restarts) down to a thousandth."""
    done = step / settings.steps
    if done < 0.05:
        return settings.rate * done / 0.05
    return settings.rate * (0.001 + 0.5 * (1 + np.cos(np.pi * (done - 0.05) / 0.95)))


def train(ports, settings, log=print):
    """Train one network on some ports, from chance. The answer holds the running mean of the weights
    (Polyak averaging)."""
    torch.manual_seed(settings.seed)
    network = ShipNetwork(settings.widths).to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    means, state = (floats(n) for n in (average, network))
    maker = PatchMaker(ports, settings.side, settings.seed, settings.mixing, settings.decoyed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay,
                                  betas=(0.9, 0.99), foreach=True)
    mining = {int(settings.steps * share) for share in settings.mining}
    started, parts = time.time(), []
    network.train()
    for step in range(settings.steps):
        if step % settings.replant == 0:
            maker.plant(settings.moles, settings.decoys)
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, settings)
        image, *targets = (torch.from_numpy(a) for a in maker.batch(settings.batch))
        with torch.autocast("cpu", torch.bfloat16):
            raw = network(image.to(memory_format=torch.channels_last))
        loss, part = loss_of(raw.float(), *targets)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        parts.append(part)
        keep = min(settings.keep, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_mul_(means, keep)
            torch._foreach_add_(means, state, alpha=1 - keep)
        if step in mining:
            maker.hard = [false_alarms(average, p, settings.mining_floor) for p in ports]
            log(f"false alarms {sum(len(h) for h in maker.hard)}")
        if (step + 1) % 200 == 0:
            line = " ".join(f"{v:.3f}" for v in np.mean(parts[-200:], axis=0))
            log(f"step {step + 1} of {settings.steps}: heat, mask, box {line}, {time.time() - started:.0f} s")
    return average
