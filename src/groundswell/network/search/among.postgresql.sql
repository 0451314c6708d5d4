-- Of a few posts those that match.
SELECT v.id
  FROM unnest(%(among)s::bigint[]) a(id)
  JOIN network_search s ON s.id = a.id
  JOIN network_post v ON v.id = s.id
 WHERE s.terms @@ %(match)s::tsquery AND s.id >= %(from_id)s AND s.id < %(below_id)s
   AND v.removed_at IS NULL
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
 ORDER BY v.id DESC LIMIT %(limit)s
