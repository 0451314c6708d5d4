-- Questions between two instants: which, who asked, when, when anybody else answered and who, and
-- whether an answer is marked as the best by then. Bots are nobody; what
-- a delegate asked counts for nobody, and what one answered is an answer that nobody gave.
SELECT q.id, q.author_id, q.published_at, r.published_at,
       CASE WHEN r.acted_by_id IS NULL OR r.acted_by_id = r.author_id OR r.origin = 'import'
            THEN r.author_id END,
       EXISTS (SELECT 1 FROM network_post b
                WHERE b.id = q.best_answer_id AND b.removed_at IS NULL
                  AND b.published_at < %(ends)s)
  FROM network_post q
  LEFT JOIN network_post r
    ON r.root_id = q.id AND r.removed_at IS NULL AND r.author_id <> q.author_id
   AND r.published_at < %(ends)s
   AND NOT EXISTS (SELECT 1 FROM people_person b WHERE b.id = r.author_id AND b.is_bot)
 WHERE q.kind = 'question' AND q.root_id IS NULL AND q.removed_at IS NULL
   AND (q.acted_by_id IS NULL OR q.acted_by_id = q.author_id OR q.origin = 'import')
   AND q.id >= %(low)s AND q.published_at >= %(starts)s AND q.published_at < %(ends)s
   AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                WHERE l.post_id = q.id AND s.kind <> 'conversation')
 ORDER BY q.id, r.published_at
