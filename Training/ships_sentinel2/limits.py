"""What the network gets wrong, as it stands on the card. Written after looking at misses and false alarms of four ports."""

LIMITS = [
    "Detections are hints for a person to check: held out, half of the ships were found and four in ten detections "
    "were false.",
    "Free ends of breakwaters, groynes and jetties are the commonest false alarms.",
    "Ends of quays, headlands, sand bars and mangrove islets give false alarms; single coloured roofs do now and then.",
    "Cranes over a quay and rows of containers give false alarms, and ships below cranes are often missed.",
    "Of hulls that lie side by side, two to five pixels apart, some are missed or one box lies across two.",
    "Ships with the colour of their quay, such as grey naval hulls, are mostly missed.",
    "Ships longer than 40 pixels may give two boxes in line or one that is too short.",
    "Ships along open ore jetties are seen badly where no such jetty was in training.",
    "Ships shorter than 10 pixels (about 80 to 100 m) were not taught and are mostly missed.",
    "Marinas and rows of small craft were masked out in training: what the network says there means nothing.",
    "Scores are not calibrated: the best threshold differs from port to port.",
    "Trained and measured on eight ports, one date each, thin cloud in one of them.",
    "The eight ports of the worked example took part in training: counts there are better than "
    "they would be elsewhere.",
]
