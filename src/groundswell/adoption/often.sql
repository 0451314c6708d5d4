-- Who turned to whom how often; what delegates wrote is left out.
SELECT from_id, to_id, count(*) FROM adoption_interaction
 WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_delegated
 GROUP BY from_id, to_id
