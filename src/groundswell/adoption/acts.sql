-- Who contributed on which day, and how often.
SELECT person_id, "on", posts + replies + reactions + votes
  FROM adoption_contributionday WHERE "on" BETWEEN %(first)s AND %(last)s
