-- Of a few posts those that match.
SELECT v.id
  FROM unnest(%(among)s::bigint[]) a(id)
  JOIN network_search s ON s.id = a.id
  JOIN network_post v ON v.id = s.id
 WHERE s.terms @@ %(match)s::tsquery AND s.id >= %(from_id)s AND s.id < %(below_id)s
   AND {groundswell.network.search.fitting}
 ORDER BY v.id DESC LIMIT %(limit)s
