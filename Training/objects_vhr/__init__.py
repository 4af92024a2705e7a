"""Networks that find objects in pictures of 0.25 to 1.5 m: rolling stock and road vehicles, tanks, ships."""
