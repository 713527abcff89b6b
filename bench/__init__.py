"""The project's own measurements: `python -m bench [w1 w2 w3 w4] [--rounds 3] [--scale 1]`."""
