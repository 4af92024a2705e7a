"""Everything that can be turned, with the values of the shipped network."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    widths: tuple = (16, 32, 64, 96)  # channels at 1/2, 1/4, 1/8, 1/16 of the resolution
    mirrors: int = 4  # mirror images averaged in the graph: 1, 2 or 4
    side: int = 96  # pixels of a training patch
    batch: int = 4
    base_steps: int = 2600  # first stage, on one group of ports
    base_rate: float = 4e-3  # highest learning rate of its one-cycle schedule
    steps: int = 1200  # second stage, on all ports but those held out
    rate: float = 1.5e-3
    last_steps: int = 800  # third stage, on the same ports with false alarms mined anew
    last_rate: float = 1e-3
    moles: int = 15  # breakwaters built into each port in the third stage
    decay: float = 0.02  # weight decay
    keep: float = 0.995  # share of the running mean of the weights that each step keeps
    replant: int = 300  # steps after which other ships are planted
    seed: int = 1
    merge_iou: float = 0.2  # detections that overlap more are one object
    tile: int = 512  # side of a tile that the engine should use, pixels
