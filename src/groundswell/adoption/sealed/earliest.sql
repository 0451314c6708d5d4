-- The first day of which anything about people is kept.
SELECT min(least."on")
  FROM (SELECT min("on") AS "on" FROM adoption_contributionday
        UNION ALL SELECT min("on") FROM adoption_interaction) least
