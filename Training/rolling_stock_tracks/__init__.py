"""The network that reads trains along known tracks: strips unrolled along centre-lines to marks of vehicles."""

SAMPLING = 0.3
ACROSS = 48
SPREAD = 0.45
