"""A whole round before the council, driven in real browsers with the network cut, then counted again independently."""
