-- Who turned to whom; what delegates wrote is left out.
SELECT from_id, to_id FROM adoption_interaction
 WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_delegated
