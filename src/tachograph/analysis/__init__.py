"""What the claims, observations and promises amount to. Pure: no I/O, no clock, the same input gives the same answer."""
