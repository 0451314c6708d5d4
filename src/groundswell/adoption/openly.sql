-- Who turned to whom at all, in what everybody may read; what delegates wrote is left out.
SELECT DISTINCT i.from_id, i.to_id
  FROM adoption_interaction i JOIN network_stream s ON s.id = i.stream_id AND s.is_open
 WHERE i."on" BETWEEN %(first)s AND %(last)s AND NOT i.is_delegated
