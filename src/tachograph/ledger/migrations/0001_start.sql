-- What is written once and never changed: texts, where they stood, what was read in them, and figures from tables.

CREATE TABLE documents (
  id VARCHAR NOT NULL,               -- hash of the text and its date
  title VARCHAR,
  published DATE,
  lang VARCHAR NOT NULL,
  text VARCHAR NOT NULL              -- every offset counts code points in it
);

CREATE TABLE appearances (           -- where a text was read; the same text in two places is one document
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  source VARCHAR NOT NULL,           -- path or address
  site VARCHAR NOT NULL,
  outlet VARCHAR,
  known_from DATE NOT NULL,          -- the day it appeared, or, if it does not say, was read
  recorded TIMESTAMP NOT NULL        -- when it was added here
);

CREATE TABLE claims (
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  quote VARCHAR NOT NULL,
  low VARCHAR,                       -- decimals as read, without loss
  high VARCHAR,
  modifier VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  "precision" VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR,
  subject_id VARCHAR,
  metric VARCHAR,
  period VARCHAR,
  basis VARCHAR,
  modality VARCHAR NOT NULL,
  claimant VARCHAR,
  model VARCHAR,
  region VARCHAR,
  segment VARCHAR,
  confidence DOUBLE PRECISION NOT NULL,
  verdict VARCHAR NOT NULL,
  extractor VARCHAR NOT NULL
);

CREATE TABLE findings (
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  number INTEGER NOT NULL,           -- place among the findings of the document
  rule VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  details VARCHAR NOT NULL           -- JSON: claims, derivation, evidence, repairs, blamed
);

CREATE TABLE commitments (           -- what documents promise, and what they say has happened
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  noun VARCHAR NOT NULL,             -- promise or event
  details VARCHAR NOT NULL           -- JSON
);

CREATE TABLE observations (
  id VARCHAR NOT NULL,               -- hash of all that it says
  entity VARCHAR NOT NULL,           -- id in the pack, or the name as written
  metric VARCHAR NOT NULL,
  region VARCHAR,
  segment VARCHAR,
  model VARCHAR,
  period VARCHAR NOT NULL,           -- EDTF
  period_start DATE,                 -- none: since the beginning
  period_end DATE NOT NULL,
  kind VARCHAR NOT NULL,
  basis VARCHAR,
  modality VARCHAR NOT NULL,
  claimant VARCHAR,
  low DOUBLE PRECISION,
  high DOUBLE PRECISION,
  modifier VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  "precision" DOUBLE PRECISION NOT NULL,
  source VARCHAR,                    -- of figures from tables; a document's is where it stood first
  site VARCHAR,
  published VARCHAR,                 -- EDTF, as exact as known
  known_from DATE,                   -- of figures from tables
  recorded TIMESTAMP NOT NULL,
  quote VARCHAR NOT NULL,
  document VARCHAR NOT NULL,         -- empty for figures from tables
  claim VARCHAR NOT NULL,
  confidence DOUBLE PRECISION NOT NULL
);

CREATE TABLE retractions (           -- observations that a newer edition of a packaged table no longer holds
  observation VARCHAR NOT NULL,
  known_from DATE NOT NULL,
  why VARCHAR NOT NULL
);

CREATE TABLE sketches (              -- some hashes of the wording around a document's figures, to find copies by
  document VARCHAR NOT NULL,
  hash BIGINT NOT NULL
);

-- What follows from the above and is computed again when it changes.

CREATE TABLE copies (                -- a document and the earliest one that it repeats
  document VARCHAR NOT NULL,
  origin VARCHAR NOT NULL,
  shared DOUBLE PRECISION NOT NULL
);

CREATE TABLE estimates (
  id VARCHAR NOT NULL,               -- hash of the cell
  entity VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  segment VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  basis VARCHAR NOT NULL,            -- what a share is of
  period VARCHAR NOT NULL,
  period_start DATE,
  period_end DATE NOT NULL,
  unit VARCHAR NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  low DOUBLE PRECISION,              -- nine times in ten the true value lies between these
  high DOUBLE PRECISION,
  status VARCHAR NOT NULL,
  derivation VARCHAR NOT NULL        -- JSON: the steps of the calculation
);

CREATE TABLE grounds (               -- what was said of an estimate's cell
  estimate VARCHAR NOT NULL,
  observation VARCHAR NOT NULL,
  number INTEGER NOT NULL,
  side VARCHAR NOT NULL,             -- support, dissent, or vintage: an early count that a final one replaced
  reason VARCHAR NOT NULL
);

CREATE TABLE stale (entity VARCHAR NOT NULL);      -- whose estimates are to be computed again
CREATE TABLE unsorted (document VARCHAR NOT NULL); -- which documents were not yet compared with the others

CREATE TABLE loads (                 -- the edition of each packaged table that is in here
  pack VARCHAR NOT NULL,
  edition VARCHAR NOT NULL,
  recorded TIMESTAMP NOT NULL
);

CREATE TABLE loaded (                -- and their observations
  pack VARCHAR NOT NULL,
  observation VARCHAR NOT NULL
);

-- What a reader asks for.

CREATE VIEW editions AS              -- until when a place had the text it had
SELECT document, source, site, outlet, known_from,
  lead(known_from) OVER (PARTITION BY source ORDER BY known_from, recorded, document) AS known_to,
  row_number() OVER (PARTITION BY document ORDER BY known_from, source) AS place
FROM appearances;

CREATE VIEW standing AS              -- where a document stood first, and until when it stood anywhere
SELECT e.document, e.source, e.site, e.known_from, s.known_to, c.origin
FROM editions e
JOIN (
  SELECT document, CASE WHEN count(*) = count(known_to) THEN max(known_to) END AS known_to
  FROM editions GROUP BY document
) s ON s.document = e.document
LEFT JOIN copies c ON c.document = e.document
WHERE e.place = 1;

CREATE VIEW history AS               -- observations with the days between which they were what their source said
SELECT o.id, o.entity, o.metric, o.region, o.segment, o.model, o.period, o.period_start, o.period_end, o.kind, o.basis,
  o.modality, o.claimant, o.low, o.high, o.modifier, o.unit, o."precision", s.source, s.site, o.published, s.known_from,
  s.known_to, o.recorded, o.quote, o.document, o.claim, o.confidence, s.origin
FROM observations o JOIN standing s ON s.document = o.document
UNION ALL
SELECT o.id, o.entity, o.metric, o.region, o.segment, o.model, o.period, o.period_start, o.period_end, o.kind, o.basis,
  o.modality, o.claimant, o.low, o.high, o.modifier, o.unit, o."precision", o.source, o.site, o.published, o.known_from,
  least(
    min(o.known_from) OVER (         -- a page that was tabulated again
      PARTITION BY o.source, o.entity, o.metric, o.region, o.segment, o.model, o.period, o.kind, o.basis, o.modality,
        o.claimant, o.unit
      ORDER BY o.known_from RANGE BETWEEN INTERVAL '1 day' FOLLOWING AND UNBOUNDED FOLLOWING
    ),
    r.known_from
  ) AS known_to, o.recorded, o.quote, o.document, o.claim, o.confidence, NULL AS origin
FROM observations o LEFT JOIN retractions r ON r.observation = o.id
WHERE o.document = '';

CREATE VIEW sources AS               -- how often what a site says agrees with the best estimate
SELECT o.site, count(DISTINCT o.id) AS observations,
  count(DISTINCT CASE WHEN g.side = 'support' THEN o.id END) AS agreeing,
  count(DISTINCT CASE WHEN g.side = 'dissent' THEN o.id END) AS dissenting
FROM history o LEFT JOIN grounds g ON g.observation = o.id
GROUP BY o.site;
