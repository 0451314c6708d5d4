-- All hits of one window, from the inverted index alone: the window is a part of the match, so the
-- lists are intersected there. OFFSET keeps the inner query apart: it cannot be turned into a walk
-- for the limit outside, and its order lets who may read be asked of the newest hits alone. The 0
-- keeps the key's index out: a plan for any parameters would join all of its ids with the few hits.
SELECT v.id
  FROM (SELECT id FROM network_search
         WHERE terms @@ %(match)s::tsquery AND id + 0 >= %(from_id)s AND id + 0 < %(below_id)s
         ORDER BY id DESC OFFSET 0) s
  JOIN network_post v ON v.id = s.id
 WHERE {groundswell.network.search.fitting}
 ORDER BY s.id DESC LIMIT %(limit)s
