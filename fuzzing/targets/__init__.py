"""The targets by name."""

from importlib import import_module

from fuzzing.target import Target

NAMES = ("plain", "page", "table", "pdf", "feed", "archive", "article", "claims")


def named(name: str) -> Target:
    """A target; only what it needs is loaded."""
    target: Target = import_module(f"fuzzing.targets.{name}").TARGET
    return target
