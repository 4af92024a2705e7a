"""What stands on the card beside the network: weights of the engine's programme, and what fails."""

# Fitted on drawn yards that took no part in training; what is not named keeps the engine's values.
STRIP = {}

LIMITS = [
    "Taught on drawn yards only; Documentation/rolling-stock.md tells how it does on a real one.",
    "Vehicles of the ballast's colour whose shadow falls on a neighbouring train are missed first.",
    "Loads that hide the ends of a flat car cut it in two, or join two of them.",
    "Kinds are told by what is seen from above: a covered hopper counts as a covered car, a tank container on a flat car may "
    "count as a tank car.",
]
