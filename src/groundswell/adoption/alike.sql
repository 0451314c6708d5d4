-- Everybody employed on a day, gathered by where they stood then and whether they led: how many,
-- and how many took part.
SELECT function, site, level, count(*) AS employed, sum(active) AS active, leads
  FROM ({groundswell.adoption.standing}) standing
 GROUP BY function, site, level, leads
