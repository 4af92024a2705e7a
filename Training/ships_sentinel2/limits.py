"""What the network gets wrong, as it stands on the card. Written after looking at every miss and false alarm."""

LIMITS = [
    "Ships shorter than 10 pixels (about 80 to 100 m) were not taught and are mostly missed.",
    "Marinas and rows of small craft were masked out in training: what the network says there means nothing.",
]
