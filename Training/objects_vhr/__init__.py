"""Networks for whole pictures of 0.25 to 1.5 m: lines of railway tracks, storage tanks, ships, road vehicles."""
