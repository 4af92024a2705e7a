"""Losses and the training loop."""

import copy
import multiprocessing
import time

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from .network import ObjectNetwork
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


def prefetched(maker, count, steps):
    """Batches that another process makes ahead."""
    context = multiprocessing.get_context("fork")
    ready = context.Queue(8)

    def work():
        for _ in range(steps):
            ready.put(maker.batch(count))

    context.Process(target=work, daemon=True).start()
    for _ in range(steps):
        yield ready.get()


def train(settings, pictures, real=(), log=print, threads=None):
    """Train from chance; the answer holds the running mean of the weights (Polyak averaging)."""
    torch.manual_seed(settings.seed)
    if threads:
        torch.set_num_threads(threads)
    network = ObjectNetwork(settings).to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    floats = lambda n: [v for v in n.state_dict().values() if v.dtype.is_floating_point]
    means, state = floats(average), floats(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay, betas=(0.9, 0.99),
                                  foreach=True)
    maker, parts, started = PatchMaker(settings, pictures, real, settings.seed), [], time.time()
    network.train()
    for step, arrays in enumerate(prefetched(maker, settings.batch, settings.steps)):
        done = step / settings.steps
        for group in optimiser.param_groups:
            group["lr"] = settings.rate * (
                done / 0.05 if done < 0.05 else 0.001 + 0.5 * (1 + np.cos(np.pi * (done - 0.05) / 0.95)))
        image, *targets = (torch.from_numpy(a) for a in arrays)
        with torch.autocast("cpu", torch.bfloat16):
            raw = network(image.to(memory_format=torch.channels_last))
        loss, part = loss_of(raw.float(), *targets)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        parts.append(part)
        keep = min(0.999, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_mul_(means, keep)
            torch._foreach_add_(means, state, alpha=1 - keep)
        if (step + 1) % 100 == 0:
            line = " ".join(f"{v:.3f}" for v in np.mean(parts[-100:], axis=0))
            log(f"step {step + 1} of {settings.steps}: heat, mask, box {line}, {time.time() - started:.0f} s", flush=True)
    return average
