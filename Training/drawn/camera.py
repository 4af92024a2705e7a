"""What cameras, air and products do to a picture, by lot: so that a network does not hang on one of them."""

import cv2
import numpy as np

cv2.setNumThreads(1)


def seen(image, random):
    """A picture `[3, h, w]` of stretched red, green, blue as another camera, product and day would give it."""
    image = image.astype(np.float32)
    image = blurred(image, random)
    if random.random() < 0.2:
        weights = random.dirichlet((2, 3, 2)).astype(np.float32)
        image = np.repeat((image * weights[:, None, None]).sum(0, keepdims=True), 3, 0)
    else:
        image = image * random.normal(1, 0.07, (3, 1, 1)) + random.normal(0, 0.03, (3, 1, 1))
        grey = image.mean(0, keepdims=True)
        image = grey + (image - grey) * random.uniform(0.3, 1.35)
    middle = random.uniform(0.3, 0.6)
    image = (image - middle) * random.uniform(0.55, 1.25) + middle + random.normal(0, 0.06)
    image = np.sign(image) * np.abs(image) ** random.uniform(0.65, 1.6)
    image = image + random.normal(0, random.uniform(0.002, 0.045), image.shape)
    return np.clip(image, 0, 1).astype(np.float32)


def blurred(image, random):
    """Blurred, resampled or sharpened."""
    lot = random.random()
    planes = np.ascontiguousarray(image.transpose(1, 2, 0))
    high, wide = planes.shape[:2]
    if lot < 0.35:
        planes = cv2.GaussianBlur(planes, (0, 0), random.uniform(0.3, 1.3))
    elif lot < 0.55:
        factor = random.uniform(0.42, 0.9)
        small = cv2.resize(planes, (max(8, int(wide * factor)), max(8, int(high * factor))), interpolation=cv2.INTER_AREA)
        planes = cv2.resize(small, (wide, high), interpolation=cv2.INTER_LINEAR if random.random() < 0.5 else cv2.INTER_CUBIC)
    elif lot < 0.75:
        soft = cv2.GaussianBlur(planes, (0, 0), random.uniform(0.6, 1.4))
        planes = planes + random.uniform(0.2, 1.2) * (planes - soft)
    return planes.transpose(2, 0, 1)
