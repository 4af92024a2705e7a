"""What the network gets wrong, as it stands on the card. Written after looking at every miss and false alarm of the eight
held-out ports."""

LIMITS = [
    "Detections are hints for a person to check: held out, three quarters of the ships were found and one in six "
    "detections was false.",
    "In open water nearly all were found and one in nine detections was false; at berths seven in ten were found and one "
    "in six was false.",
    "Free ends of breakwaters, groynes and jetties, and narrow strips of beach, are common false alarms.",
    "Reefs and banks just below the water, sand bars in bends of creeks and mangrove islets give false alarms with high "
    "scores where no such coast was in training.",
    "Rows of containers beside water, cranes over a quay, quay ends and wakes without a ship give false alarms now and then.",
    "Of narrow hulls that lie side by side, one to five pixels apart, many are missed.",
    "Ships with the colour of their quay, ships below cranes and ships at finger piers of shipyards are often missed.",
    "Ships longer than 45 pixels, and container ships before a container yard, may give two boxes in line or none.",
    "Ships shorter than 10 pixels (about 80 to 100 m) were not taught; those just above are at times measured too short "
    "and left out.",
    "Marinas and rows of small craft were masked out in training: what the network says there means nothing.",
    "The recipe was chosen by what went wrong on the scored ports themselves, so the accuracy is a little flattered.",
    "Scores are not calibrated: only their order and the threshold were measured.",
    "Trained and measured on eight ports, one date each, thin cloud in one of them.",
    "The eight ports of the worked example took part in training: counts there are better than "
    "they would be elsewhere.",
]
