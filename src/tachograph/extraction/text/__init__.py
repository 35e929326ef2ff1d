"""The text itself: sentences, one spelling for characters that mean the same, patterns in any case, distances, cue words."""
