-- Who asked each question between two instants that was answered, and who else answered it first
-- themselves. What a delegate asked or answered counts for nobody.
SELECT q.author_id, r.author_id
  FROM network_post q
  JOIN network_post r ON r.id = (
       SELECT min(a.id) FROM network_post a JOIN people_person b ON b.id = a.author_id AND NOT b.is_bot
        WHERE a.root_id = q.id AND a.removed_at IS NULL AND a.author_id <> q.author_id
          AND (a.acted_by_id IS NULL OR a.acted_by_id = a.author_id OR a.origin = 'import')
          AND a.published_at < %(ends)s)
 WHERE q.kind = 'question' AND q.root_id IS NULL AND q.removed_at IS NULL
   AND (q.acted_by_id IS NULL OR q.acted_by_id = q.author_id OR q.origin = 'import')
   AND q.id >= %(low)s AND q.published_at >= %(starts)s AND q.published_at < %(ends)s
   AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                WHERE l.post_id = q.id AND s.kind <> 'conversation')
 ORDER BY q.id
