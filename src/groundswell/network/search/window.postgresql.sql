-- All hits of one window, from the inverted index alone: the window is a part of the match, so the
-- lists are intersected there. OFFSET keeps the inner query apart: it cannot be turned into a walk
-- for the limit outside, and its order lets who may read be asked of the newest hits alone. The 0
-- keeps the key's index out: a plan for any parameters would join all of its ids with the few hits.
SELECT v.id
  FROM (SELECT id FROM network_search
         WHERE terms @@ %(match)s::tsquery AND id + 0 >= %(from_id)s AND id + 0 < %(below_id)s
         ORDER BY id DESC OFFSET 0) s
  JOIN network_post v ON v.id = s.id
 WHERE v.removed_at IS NULL
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
 ORDER BY s.id DESC LIMIT %(limit)s
