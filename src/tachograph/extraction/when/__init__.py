"""When a figure holds, and what a change is compared with."""
