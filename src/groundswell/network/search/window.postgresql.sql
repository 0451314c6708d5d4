-- All hits of one window, from the inverted index alone: the window is a part of the match, so the
-- lists are intersected there. Without ORDER BY and LIMIT inside, the planner has no reason to walk.
WITH hits AS MATERIALIZED (
     SELECT id FROM network_search
      WHERE terms @@ %(match)s::tsquery AND id >= %(from_id)s AND id < %(below_id)s)
SELECT v.id
  FROM hits
  JOIN network_post v ON v.id = hits.id
 WHERE v.removed_at IS NULL
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream t ON t.id = p.stream_id
                WHERE p.post_id = coalesce(v.root_id, v.id)
                  AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = t.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id DESC LIMIT %(limit)s
