"""The training loop that networks for drawn scenes share."""

import copy
import multiprocessing
import queue
import time

import numpy as np
import torch


def prefetched(maker, count, steps):
    """Batches that another process makes ahead."""
    context = multiprocessing.get_context("fork")
    ready = context.Queue(8)

    def work():
        for _ in range(steps):
            ready.put(maker.batch(count))

    worker = context.Process(target=work, daemon=True)
    worker.start()
    for _ in range(steps):
        while True:
            try:
                batch = ready.get(timeout=10)
                break
            except queue.Empty:
                if not worker.is_alive():
                    raise RuntimeError(f"the process that makes batches ended with code {worker.exitcode}") from None
        yield batch


def rate_at(step, steps, rate):
    """Learning rate of a step: a straight rise over a twentieth of the steps, then half a cosine (Loshchilov and Hutter,
    2017, eq. 5, without restarts) down to a thousandth."""
    done = step / steps
    return rate * (done / 0.05 if done < 0.05 else 0.001 + 0.5 * (1 + np.cos(np.pi * (done - 0.05) / 0.95)))


def floats(network):
    """Weights and running figures of batch norm, by reference."""
    return [v for v in network.state_dict().values() if v.dtype.is_floating_point]


def learn(network, maker, loss_of, batch, steps, rate, decay, log=print):
    """Teach a network in place from batches of a maker: the picture first, then what `loss_of(raw, *targets)` takes.

    The answer is another network that holds the running mean of the weights (Polyak averaging).
    """
    network = network.to(memory_format=torch.channels_last).train()
    average = copy.deepcopy(network).eval()
    means, state = floats(average), floats(network)
    optimiser = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=rate, weight_decay=decay,
                                  betas=(0.9, 0.99), foreach=True)
    parts, started = [], time.time()
    for step, arrays in enumerate(prefetched(maker, batch, steps)):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, steps, rate)
        picture, *targets = (torch.from_numpy(a) for a in arrays)
        with torch.autocast("cpu", torch.bfloat16):
            raw = network(picture.to(memory_format=torch.channels_last))
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
            log(f"step {step + 1} of {steps}: {line}, {time.time() - started:.0f} s", flush=True)
    return average
