-- Of everybody on the list the first thread since an id that hopes for an answer, where everybody
-- may read it: whose, which, when, in which language, and when anybody else first answered.
SELECT q.author_id, q.id, q.published_at, q.language, found.time_zone, a.published_at
  FROM (SELECT b.time_zone, b.post_id,
               (SELECT r.id FROM network_post r
                 WHERE r.root_id = b.post_id AND r.removed_at IS NULL AND r.author_id <> b.id
                   AND r.published_at < %(known)s
                   AND NOT EXISTS (SELECT 1 FROM people_person o
                                    WHERE o.id = r.author_id AND o.is_bot)
                 ORDER BY r.id LIMIT 1) AS answer_id
          FROM (SELECT p.id, p.time_zone,
                       (SELECT t.id FROM network_post t
                         WHERE t.author_id = p.id AND t.id >= %(low)s AND t.root_id IS NULL
                           AND t.removed_at IS NULL AND t.kind IN ('post', 'question')
                           AND (t.acted_by_id IS NULL OR t.acted_by_id = t.author_id
                                OR t.origin = 'import')
                           AND EXISTS (SELECT 1 FROM network_placement l
                                         JOIN network_stream s ON s.id = l.stream_id
                                         LEFT JOIN network_group g ON g.stream_id = s.id
                                        WHERE l.post_id = t.id AND s.kind <> 'conversation'
                                          AND (s.kind <> 'group' OR g.visibility = 'open'))
                         ORDER BY t.id LIMIT 1) AS post_id
                  FROM people_person p WHERE p.is_listed AND NOT p.is_bot) b
         WHERE b.post_id IS NOT NULL) found
  JOIN network_post q ON q.id = found.post_id
  LEFT JOIN network_post a ON a.id = found.answer_id
 WHERE q.published_at >= %(starts)s AND q.published_at < %(ends)s
