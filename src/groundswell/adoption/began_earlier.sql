-- When those on the people list first posted or reacted before an instant of which no counts are kept.
SELECT p.id,
       (SELECT x.published_at FROM network_post x
         WHERE x.author_id = p.id AND x.id < %(before)s AND x.removed_at IS NULL
           AND (x.acted_by_id IS NULL OR x.acted_by_id = x.author_id OR x.origin = 'import')
           AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                        WHERE l.post_id = coalesce(x.root_id, x.id) AND s.kind <> 'conversation')
         ORDER BY x.id LIMIT 1),
       (SELECT min(r.reacted_at) FROM network_reaction r
         WHERE r.person_id = p.id AND r.reacted_at < %(at)s)
  FROM people_person p WHERE p.is_listed AND NOT p.is_bot
