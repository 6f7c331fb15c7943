#!/usr/bin/env python3
"""The table of docs/decisions/0021-pictures.md: bytes of AVIF, WebP and JPEG at equal SSIM.

    KHABAR_MEASURE=1 cargo test --lib formats_and_qualities -- --ignored --nocapture
    pip install pillow numpy && python3 bench/pictures.py

The first command writes our own encoders' files and the pixels that they were made of; a second row of JPEG is libjpeg's. SSIM is that of Wang et al. (2004) over luma, in windows of 8 x 8 at each pixel.
"""
import io, re, sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else "target/bench/pictures")
WANTED = [0.965, 0.97, 0.975]


def luma(image):
    r, g, b = np.moveaxis(np.asarray(image.convert("RGB"), dtype=np.float64), 2, 0)
    return 0.299 * r + 0.587 * g + 0.114 * b


def means(values, n=8):
    sums = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    return (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / (n * n)


def ssim(a, b):
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    ma, mb = means(a), means(b)
    va, vb, vab = means(a * a) - ma**2, means(b * b) - mb**2, means(a * b) - ma * mb
    return (((2 * ma * mb + c1) * (2 * vab + c2)) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean()


def at(points, wanted):
    """Bytes at an SSIM, between the qualities beside it, in the logarithm of both."""
    points = sorted(points)
    for (s0, b0), (s1, b1) in zip(points, points[1:]):
        if s0 <= wanted <= s1:
            return float(np.exp(np.interp(wanted, [s0, s1], np.log([b0, b1]))))
    return None


for png in sorted(FOLDER.glob("*.png")):
    source = Image.open(png)
    right, curves = luma(source), defaultdict(list)
    for file in FOLDER.glob(png.stem + ".*"):
        found = re.search(r"\.(s\d+)?q(\d+)\.(avif|webp|jpg)$", file.name)
        if found:
            name = f"{found[3]} {found[1] or ''}".strip()
            score = ssim(right, luma(Image.open(file)))
            curves[name].append((score, file.stat().st_size))
            if "-v" in sys.argv:
                print(f"  {file.name} {score:.4f} {file.stat().st_size}")
    for quality in (30, 40, 50, 60, 70, 80):
        out = io.BytesIO()
        source.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
        curves["libjpeg"].append((ssim(right, luma(Image.open(out))), len(out.getvalue())))
    for wanted in WANTED:
        sizes = {name: at(points, wanted) for name, points in sorted(curves.items())}
        line = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items() if size)
        print(f"{png.stem} px, SSIM {wanted}, kB: {line}")
