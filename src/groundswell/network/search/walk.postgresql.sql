-- The newest posts, one by one: whatever is common is found here. The inner LIMIT bounds the walk,
-- and keeps the planner from walking on for a rare word. Behind the hits, as no hits: the newest
-- id, the one at which the walk ends, and the oldest.
(SELECT v.id, true
   FROM (SELECT id, terms FROM network_search
          WHERE id >= %(from_id)s AND id < %(below_id)s
          ORDER BY id DESC LIMIT %(steps)s) s
   JOIN network_post v ON v.id = s.id
  WHERE s.terms @@ %(match)s::tsquery AND {groundswell.network.search.fitting}
  ORDER BY v.id DESC LIMIT %(limit)s)
UNION ALL
(SELECT max(id), false FROM network_search WHERE id < %(below_id)s)
UNION ALL
(SELECT id, false FROM network_search
  WHERE id >= %(from_id)s AND id < %(below_id)s
  ORDER BY id DESC OFFSET %(steps)s - 1 LIMIT 1)
UNION ALL
(SELECT min(id), false FROM network_search)
