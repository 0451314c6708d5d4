-- The sums of a day, of everybody employed on it.
INSERT INTO adoption_sealedpeople ("on", function, site, level, employed, active, leads)
SELECT %(last)s, counted.function, counted.site, counted.level, counted.employed, counted.active,
       counted.leads
  FROM ({groundswell.adoption.alike}) counted
