-- Posts and questions that began a thread in some groups in a period: where, whether it is a question,
-- whether it is the first that its author began there, when, and when anybody else first answered.
-- Firsts are found once for all. CROSS JOIN: SQLite would look for each thread in each group; CAST: it
-- would not know that what it finds is fit for an index.
WITH firsts AS (
    SELECT f.stream_id, CAST(min(e.id) AS bigint) AS post_id
      FROM network_placement f CROSS JOIN network_post e
     WHERE f.stream_id = ANY(%(streams)s)
       AND e.id = f.post_id AND e.root_id IS NULL AND e.removed_at IS NULL
     GROUP BY f.stream_id, e.author_id
    HAVING min(e.id) >= %(low)s
)
SELECT l.stream_id, q.kind = 'question', n.post_id IS NOT NULL, q.published_at, a.published_at
  FROM network_placement l
  JOIN network_post q ON q.id = l.post_id
  JOIN people_person x ON x.id = q.author_id AND NOT x.is_bot
  LEFT JOIN firsts n ON n.stream_id = l.stream_id AND n.post_id = q.id
  LEFT JOIN network_post a
    ON a.id = (SELECT r.id FROM network_post r
                WHERE r.root_id = q.id AND r.removed_at IS NULL AND r.author_id <> q.author_id
                  AND r.published_at < %(ends)s
                  AND NOT EXISTS (SELECT 1 FROM people_person b WHERE b.id = r.author_id AND b.is_bot)
                ORDER BY r.id LIMIT 1)
 WHERE l.stream_id = ANY(%(streams)s) AND l.post_id >= %(low)s
   AND q.published_at >= %(starts)s AND q.published_at < %(ends)s
   AND q.removed_at IS NULL AND q.kind IN ('post', 'question')
   AND (q.acted_by_id IS NULL OR q.acted_by_id = q.author_id OR q.origin = 'import')
