"""The parts of bench/run: what is measured, by which load, and what is told of it."""
