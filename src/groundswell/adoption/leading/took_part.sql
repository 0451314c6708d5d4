-- Which of some leaders took part between two days.
SELECT DISTINCT person_id FROM adoption_contributionday
 WHERE person_id = ANY(%(leaders)s) AND "on" BETWEEN %(first)s AND %(last)s
