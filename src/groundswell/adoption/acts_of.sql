-- On which days some people contributed.
SELECT person_id, "on" FROM adoption_contributionday
 WHERE person_id = ANY(%(people)s) AND "on" BETWEEN %(first)s AND %(last)s
