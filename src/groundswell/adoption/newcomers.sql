-- Of everybody employed on a day who may have come lately: where they stand, and since when.
SELECT function, site, level, leads, active, created_at, started_on
  FROM ({groundswell.adoption.standing}) standing
 WHERE created_at >= %(created_since)s OR started_on >= %(since)s
