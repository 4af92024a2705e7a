"""What the network gets wrong, as it stands on the card. Written after looking at misses and false alarms of Athens, Busan
and Hedland."""

LIMITS = [
    "Detections are hints for a person to check: held out, two thirds of the ships were found and a quarter of the "
    "detections were false.",
    "In open water nearly all were found and hardly any was false; at berths six in ten were found and a third of the "
    "detections were false.",
    "Free ends of breakwaters, groynes and jetties are common false alarms.",
    "Sand bars, mangrove islets and winding creeks give false alarms with high scores where no such coast was in "
    "training.",
    "Rows of containers, cranes over a quay, ends of quays and single coloured roofs give false alarms.",
    "Of narrow hulls that lie side by side, one to five pixels apart, many are missed.",
    "Ships with the colour of their quay, and ships below cranes, are often missed.",
    "Ships longer than 40 pixels may give two boxes in line or one that is too short.",
    "Ships shorter than 10 pixels (about 80 to 100 m) were not taught; those just above are at times measured too short "
    "and left out.",
    "Marinas and rows of small craft were masked out in training: what the network says there means nothing.",
    "Scores are not calibrated: the best threshold differs from port to port, from 0.3 to 0.7.",
    "Trained and measured on eight ports, one date each, thin cloud in one of them.",
    "The eight ports of the worked example took part in training: counts there are better than "
    "they would be elsewhere.",
]
