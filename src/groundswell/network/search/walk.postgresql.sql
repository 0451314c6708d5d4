-- The newest posts, one by one: whatever is common is found here. The inner LIMIT bounds the walk,
-- and keeps the planner from walking on for a rare word. Behind the hits, as no hits: the newest
-- id, the one at which the walk ends, and the oldest.
(SELECT v.id, true
   FROM (SELECT id, terms FROM network_search
          WHERE id >= %(from_id)s AND id < %(below_id)s
          ORDER BY id DESC LIMIT %(steps)s) s
   JOIN network_post v ON v.id = s.id
  WHERE s.terms @@ %(match)s::tsquery AND v.removed_at IS NULL
    AND NOT v.id = ANY(%(without)s)
    AND %(answered)s IN (-1, CASE WHEN v.kind = 'question' AND v.root_id IS NULL
                                   AND v.answered_at IS NOT NULL THEN 1 ELSE 0 END)
    AND %(unanswered)s IN (-1, CASE WHEN v.kind = 'question' AND v.root_id IS NULL
                                     AND v.answered_at IS NULL THEN 1 ELSE 0 END)
    AND %(solved)s IN (-1, CASE WHEN v.best_answer_id IS NULL THEN 0 ELSE 1 END)
    AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream t ON t.id = p.stream_id
                 WHERE p.post_id = coalesce(v.root_id, v.id)
                   AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                              WHERE m.stream_id = t.id
                                                AND m.person_id = %(viewer)s)))
  ORDER BY v.id DESC LIMIT %(limit)s)
UNION ALL
(SELECT max(id), false FROM network_search WHERE id < %(below_id)s)
UNION ALL
(SELECT id, false FROM network_search
  WHERE id >= %(from_id)s AND id < %(below_id)s
  ORDER BY id DESC OFFSET %(steps)s - 1 LIMIT 1)
UNION ALL
(SELECT min(id), false FROM network_search)
