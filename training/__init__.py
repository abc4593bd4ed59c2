"""Makes the network that reads tick labels: draws labels, trains, exports. Never needed at run time."""
