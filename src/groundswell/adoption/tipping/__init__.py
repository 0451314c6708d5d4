"""Which few people would carry the rest: near-optimal seeds, their certainty, and what wishes cost.

Plain mathematics over arrays. Importing `seeds` or `thresholds` brings Numba with it, which takes
most of a second; so whoever needs them imports them when they are needed.
"""
