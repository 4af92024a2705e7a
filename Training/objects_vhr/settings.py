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
    widths: tuple = (24, 40, 64, 96)
    stages: tuple = ((2600, 3e-3),)
    """Steps and highest learning rate of each run; a run goes on from the weights of the one before."""
    batch: int = 8
    side: int = 256
    decay: float = 0.02
    seed: int = 1
    """Seed of the first run; each further one counts on."""
    real: tuple = ()
    """Sets of real pictures; those of UC Merced are classes in which nothing of what is sought stands."""
    lines: bool = False
    """Whether centre-lines of tracks are taught instead of boxes."""
    sought: str = "objects"
    """What those real pictures show nothing of, in words."""
    threshold: float = 0.5
    """Score from which on something is reported, as fixed on drawn scenes."""


STORAGE_TANKS = Settings(
    "storage-tanks", ("tank-fixed-roof", "tank-floating-roof"), 0.75, ("tank-farm",), (30.0, 30.0),
    stages=((1800, 3e-3), (2200, 3e-3)), real=("ucmerced/parkinglot", "ucmerced/harbor", "vehicles_kit_ais"), sought="tanks")
SHIPS_VHR = Settings(
    "ships-vhr", ("ship",), 1.5, ("wide-port",), (50.0, 10.0),
    stages=((4000, 3e-3), (4500, 2.5e-3), (5000, 3e-3), (4500, 2.5e-3)),
    real=("ucmerced/parkinglot", "ucmerced/storagetanks", "vehicles_kit_ais"), sought="ships")
BOATS_VHR = Settings(
    "boats-vhr", ("boat",), 0.6, ("near-port",), (18.0, 6.0), widths=(16, 24, 40, 64),
    stages=((6000, 3e-3),), real=("ucmerced/parkinglot", "ucmerced/storagetanks", "vehicles_kit_ais"), sought="boats")
VEHICLES = Settings(
    "vehicles", ("vehicle",), 0.3, ("yard", "tank-farm"), (16.0, 7.0), widths=(16, 24, 40, 64),
    stages=((3000, 3e-3), (3000, 2.5e-3), (6000, 3e-3)), real=("vehicles_kit_ais",))
RAIL_TRACKS = Settings(
    "rail-tracks", ("rail-track",), 0.3, ("yard", "tank-farm"), (1.0, 1.0), widths=(20, 36, 56, 88),
    stages=((2600, 3e-3), (2600, 3e-3), (2400, 3e-3), (2000, 2e-3), (1700, 2e-3), (4500, 2.5e-3)),
    real=("ucmerced/parkinglot", "ucmerced/harbor", "ucmerced/storagetanks", "vehicles_kit_ais"), lines=True, sought="tracks",
    threshold=0.3)

ALL = {s.name: s for s in (STORAGE_TANKS, SHIPS_VHR, BOATS_VHR, VEHICLES, RAIL_TRACKS)}
