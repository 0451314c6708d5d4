"""Speed, measured side by side in one run and told as ratios. `python -m bench --help`."""
