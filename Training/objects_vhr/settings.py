"""What each network is taught."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """One network. `gsd` metres of its input's pixels; `typical` length and width of its objects in pixels."""

    name: str
    classes: tuple
    gsd: float
    drawn: tuple
    typical: tuple
    least: float = 0.3
    widths: tuple = (24, 40, 64, 96)
    steps: int = 2600
    batch: int = 8
    side: int = 256
    rate: float = 3e-3
    decay: float = 0.02
    seed: int = 1
    real: tuple = ()
    """Sets of real pictures; those of UC Merced are classes in which nothing of what is sought stands."""
    scale: float = 0.08
    """Spread of the logarithm of the size at which pictures are shown."""
    round: bool = False
    """Whether the objects are round from above, so that their boxes have no direction."""
    lines: bool = False
    """Whether centre-lines of tracks are taught instead of boxes."""


STORAGE_TANKS = Settings("storage-tanks", ("tank-fixed-roof", "tank-floating-roof"), 0.75, ("tank-farm",), (30.0, 30.0),
                         real=("ucmerced/parkinglot", "ucmerced/harbor", "vehicles_kit_ais"), round=True, scale=0.25)
SHIPS_VHR = Settings("ships-vhr", ("ship",), 1.0, ("port",), (40.0, 9.0), real=("ucmerced/parkinglot", "ucmerced/storagetanks", "vehicles_kit_ais"))
VEHICLES = Settings("vehicles", ("vehicle",), 0.3, ("yard", "tank-farm"), (16.0, 7.0), widths=(16, 24, 40, 64),
                    real=("vehicles_kit_ais",))
RAIL_TRACKS = Settings("rail-tracks", ("rail-track",), 0.3, ("yard", "tank-farm"), (1.0, 1.0), widths=(20, 36, 56, 88), steps=3000,
                       real=("ucmerced/parkinglot", "ucmerced/harbor", "ucmerced/storagetanks"), lines=True)

ALL = {s.name: s for s in (STORAGE_TANKS, SHIPS_VHR, VEHICLES, RAIL_TRACKS)}
