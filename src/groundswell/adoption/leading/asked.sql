-- Questions between two instants that name some leaders: whom, which, by whom, when, and when the
-- leader answered themselves.
SELECT m.account_id, q.id, q.author_id, q.published_at, r.published_at
  FROM network_mention m
  JOIN network_post q ON q.id = m.post_id
  LEFT JOIN network_post r
    ON r.root_id = q.id AND r.author_id = m.account_id AND r.removed_at IS NULL
   AND r.published_at < %(ends)s
   AND (r.acted_by_id IS NULL OR r.acted_by_id = r.author_id OR r.origin = 'import')
 WHERE m.account_id = ANY(%(leaders)s) AND m.post_id >= %(low)s
   AND q.kind = 'question' AND q.root_id IS NULL AND q.removed_at IS NULL
   AND q.author_id <> m.account_id
   AND q.published_at >= %(starts)s AND q.published_at < %(ends)s
   AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                WHERE l.post_id = q.id AND s.kind <> 'conversation')
   AND NOT EXISTS (SELECT 1 FROM people_person b WHERE b.id = q.author_id AND b.is_bot)
 ORDER BY m.account_id, q.id, r.published_at
