"""Everything that can be turned, with the values of the shipped network."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    widths: tuple = (32, 48, 80, 112)  # channels at 1/2, 1/4, 1/8, 1/16 of the resolution
    members: int = 1  # networks whose answers are averaged in the graph
    side: int = 128  # pixels of a training patch
    batch: int = 8
    steps: int = 900
    rate: float = 2e-3  # highest learning rate of the one-cycle schedule
    decay: float = 0.02  # weight decay
    keep: float = 0.995  # share of the running mean of the weights that each step keeps
    seed: int = 1
    merge_iou: float = 0.2  # detections that overlap more are one object
    tile: int = 512  # side of a tile that the engine should use, pixels
