-- Who took part in which open group in a span: wrote or reacted there. What a delegate wrote counts
-- for nobody.
SELECT DISTINCT g.id, a.person_id
  FROM (SELECT l.stream_id, p.author_id AS person_id
          FROM network_post p JOIN network_placement l ON l.post_id = coalesce(p.root_id, p.id)
         WHERE p.id >= %(low)s AND p.published_at >= %(starts)s AND p.published_at < %(ends)s
           AND p.removed_at IS NULL
           AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
        UNION
        SELECT i.stream_id, i.from_id
          FROM adoption_interaction i
         WHERE i."on" BETWEEN %(first)s AND %(last)s AND i.kind = 'reaction') a
  JOIN network_group g
    ON g.stream_id = a.stream_id AND g.visibility = 'open' AND g.archived_at IS NULL
 ORDER BY 1, 2
