-- FTS5 walks its lists from the newest id down and stops at the limit; the order is pinned.
SELECT s.rowid
  FROM network_search s
 CROSS JOIN network_post v ON v.id = s.rowid
 WHERE s.terms MATCH %(match)s AND s.rowid >= %(from_id)s AND s.rowid < %(below_id)s
   AND v.removed_at IS NULL
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream t ON t.id = p.stream_id
                WHERE p.post_id = coalesce(v.root_id, v.id)
                  AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = t.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY s.rowid DESC LIMIT %(limit)s
