"""Forecasts from every earlier month of the packaged reference, beside other methods."""
