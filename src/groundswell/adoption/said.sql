-- Posts and replies between two instants of everybody employed: all, those that their authors
-- published, by how many authors, and for how many a delegate published any.
SELECT count(*), coalesce(sum(CASE WHEN s.is_own THEN 1 ELSE 0 END), 0),
       count(DISTINCT s.author_id), count(DISTINCT CASE WHEN NOT s.is_own THEN s.author_id END)
  FROM (SELECT w.author_id,
               (w.acted_by_id IS NULL OR w.acted_by_id = w.author_id OR w.origin = 'import')
                   AS is_own
          FROM network_post w
          JOIN people_person p ON p.id = w.author_id
         WHERE w.id >= %(low)s AND w.published_at >= %(starts)s AND w.published_at < %(ends)s
           AND w.removed_at IS NULL AND p.is_listed AND NOT p.is_bot
           AND (p.started_on IS NULL OR p.started_on <= %(last)s)
           AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')
           AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream t ON t.id = l.stream_id
                        WHERE l.post_id = coalesce(w.root_id, w.id) AND t.kind <> 'conversation')) s
