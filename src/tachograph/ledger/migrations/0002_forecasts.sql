-- Forecasts as they were made, never changed, so that they can be held to what came.

CREATE TABLE forecasts (
  id VARCHAR NOT NULL,               -- hash of all that it says, but for the day
  entity VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  segment VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  made_on DATE NOT NULL,             -- the first day on which it was made
  last_known VARCHAR NOT NULL,       -- the month that it goes on from
  method VARCHAR NOT NULL,
  scale DOUBLE PRECISION             -- mean absolute difference from the year before; none: too few are known
);

CREATE TABLE expectations (          -- what a forecast says of each period
  forecast VARCHAR NOT NULL,
  number INTEGER NOT NULL,           -- place among its periods: months first, then quarters and years
  period VARCHAR NOT NULL,
  is_total BOOLEAN NOT NULL,         -- a quarter or year
  point DOUBLE PRECISION NOT NULL,
  q10 DOUBLE PRECISION NOT NULL,     -- the figure stays below with a probability of 10%
  q25 DOUBLE PRECISION NOT NULL,
  q50 DOUBLE PRECISION NOT NULL,
  q75 DOUBLE PRECISION NOT NULL,
  q90 DOUBLE PRECISION NOT NULL
);
