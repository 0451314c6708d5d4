-- FTS5 walks its lists from the newest id down and stops at the limit; the order is pinned.
SELECT s.rowid
  FROM network_search s
 CROSS JOIN network_post v ON v.id = s.rowid
 WHERE s.terms MATCH %(match)s AND s.rowid >= %(from_id)s AND s.rowid < %(below_id)s
   AND {groundswell.network.search.fitting}
 ORDER BY s.rowid DESC LIMIT %(limit)s
