"""All observations of a pack as one network: where sources disagree, and which of them is likely wrong."""
