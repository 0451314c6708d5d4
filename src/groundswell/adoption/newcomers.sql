-- Of everybody employed on a day who may have come lately, and of some others: where they stand, who
-- of them took part, and since when they are here.
SELECT id, function, site, level, leads, active, created_at, started_on
  FROM ({groundswell.adoption.standing}) standing
 WHERE created_at >= %(created_since)s OR started_on >= %(since)s OR id = ANY(%(shown)s)
