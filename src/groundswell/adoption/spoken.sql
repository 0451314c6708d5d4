-- Threads begun between two instants, by author: how many, and how many nobody else answered within
-- seven days (ids sort as time). Polls ask for votes, not for answers; what delegates wrote counts for nobody.
SELECT q.author_id, count(*), sum(CASE WHEN EXISTS
       (SELECT 1 FROM network_post r JOIN people_person b ON b.id = r.author_id AND NOT b.is_bot
         WHERE r.root_id = q.id AND r.removed_at IS NULL AND r.author_id <> q.author_id
           AND r.id - q.id < %(week)s) THEN 0 ELSE 1 END)
  FROM network_post q
 WHERE q.root_id IS NULL AND q.kind <> 'poll' AND q.removed_at IS NULL
   AND (q.acted_by_id IS NULL OR q.acted_by_id = q.author_id OR q.origin = 'import')
   AND q.id >= %(low)s AND q.published_at >= %(starts)s AND q.published_at < %(ends)s
   AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                WHERE l.post_id = q.id AND s.kind <> 'conversation')
 GROUP BY q.author_id
