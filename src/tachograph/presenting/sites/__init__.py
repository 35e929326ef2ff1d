"""Who publishes figures, and how often they agree with the best estimate."""
