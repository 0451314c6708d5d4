-- How often each value stands among posts that the viewer may read. The names of groups come only
-- from streams that they read too: a thread may stand in a second one that they know nothing of.
SELECT 'kind', CASE WHEN v.root_id IS NULL THEN v.kind ELSE 'reply' END, '', count(*)
  FROM network_post v WHERE v.id = ANY(%(ids)s)
 GROUP BY CASE WHEN v.root_id IS NULL THEN v.kind ELSE 'reply' END
UNION ALL
SELECT 'is', CASE WHEN v.answered_at IS NULL THEN 'unanswered' ELSE 'answered' END, '', count(*)
  FROM network_post v WHERE v.id = ANY(%(ids)s) AND v.kind = 'question' AND v.root_id IS NULL
 GROUP BY CASE WHEN v.answered_at IS NULL THEN 'unanswered' ELSE 'answered' END
UNION ALL
SELECT 'from', c.handle, a.name, count(*)
  FROM network_post v
  JOIN people_person a ON a.id = v.author_id
  JOIN people_account c ON c.id = a.id
 WHERE v.id = ANY(%(ids)s)
 GROUP BY c.handle, a.name
UNION ALL
SELECT 'in', c.handle, g.name, count(*)
  FROM network_post v
  JOIN network_placement p ON p.post_id = coalesce(v.root_id, v.id)
  JOIN network_stream t ON t.id = p.stream_id
  JOIN network_group g ON g.stream_id = t.id
  JOIN people_account c ON c.id = g.id
 WHERE v.id = ANY(%(ids)s)
   AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                              WHERE m.stream_id = t.id AND m.person_id = %(viewer)s))
 GROUP BY c.handle, g.name
