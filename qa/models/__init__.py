"""The networks that ship: weights, card, calibration and manifest of each."""
