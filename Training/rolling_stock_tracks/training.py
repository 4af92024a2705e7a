"""Losses and the training loop."""

import copy
import multiprocessing
import time

import numpy as np
import torch
from torch.nn import functional
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

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


def prefetched(samples, seed, count, steps):
    """Batches that another process makes ahead."""
    context = multiprocessing.get_context("fork")
    ready = context.Queue(8)

    def work():
        maker = StripMaker(samples, seed)
        for _ in range(steps):
            ready.put(maker.batch(count))

    context.Process(target=work, daemon=True).start()
    for _ in range(steps):
        yield ready.get()


def train(samples, steps, batch=24, rate=2e-3, decay=0.02, seed=1, log=print, threads=None):
    """Train from chance; the answer holds the running mean of the weights (Polyak averaging)."""
    torch.manual_seed(seed)
    if threads:
        torch.set_num_threads(threads)
    network = StripNetwork().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    floats = lambda n: [v for v in n.state_dict().values() if v.dtype.is_floating_point]
    means, state = floats(average), floats(network)
    optimiser = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=rate, weight_decay=decay,
                                  betas=(0.9, 0.99), foreach=True)
    parts, started = [], time.time()
    network.train()
    for step, arrays in enumerate(prefetched(samples, seed, batch, steps)):
        done = step / steps
        for group in optimiser.param_groups:
            group["lr"] = rate * (done / 0.05 if done < 0.05 else 0.001 + 0.5 * (1 + np.cos(np.pi * (done - 0.05) / 0.95)))
        strip, answer, classes, judged = (torch.from_numpy(a) for a in arrays)
        with torch.autocast("cpu", torch.bfloat16):
            raw = network(strip.to(memory_format=torch.channels_last))
        loss, part = loss_of(raw.float(), answer, classes, judged)
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
            log(f"step {step + 1} of {steps}: taken, ends, hidden, kinds {line}, {time.time() - started:.0f} s", flush=True)
    return average
