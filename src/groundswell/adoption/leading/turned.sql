-- Who turned to whom on which day, where some people are one of them; what delegates wrote is left out.
SELECT DISTINCT from_id, to_id, "on" FROM adoption_interaction
 WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_delegated
   AND (from_id = ANY(%(people)s) OR to_id = ANY(%(people)s))
