-- Of a few posts those that match: each is looked up in the index by its key.
SELECT v.id
  FROM json_each(%(among)s) a
 CROSS JOIN network_search s ON s.rowid = a.value
 CROSS JOIN network_post v ON v.id = s.rowid
 WHERE s.terms MATCH %(match)s AND s.rowid >= %(from_id)s AND s.rowid < %(below_id)s
   AND {groundswell.network.search.fitting}
 ORDER BY v.id DESC LIMIT %(limit)s
