"""Forecasts as a drawing: their fan charts."""

from tachograph.presenting.forecast.svg import render

__all__ = ["render"]
