-- What was contributed in one week, bots left out: where (groups only; elsewhere 0), by whom, and how
-- many posts and replies, and reactions. What a delegate wrote counts for nobody.
SELECT CASE WHEN s.kind = 'group' THEN a.stream_id ELSE 0 END, a.person_id, sum(a.words),
       sum(a.reactions)
  FROM (SELECT l.stream_id, p.author_id AS person_id, 1 AS words, 0 AS reactions
          FROM network_post p JOIN network_placement l ON l.post_id = coalesce(p.root_id, p.id)
         WHERE p.id >= %(low)s AND p.id < %(high)s
           AND p.published_at >= %(starts)s AND p.published_at < %(ends)s AND p.removed_at IS NULL
           AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
        UNION ALL
        SELECT i.stream_id, i.from_id, 0, 1
          FROM adoption_interaction i
         WHERE i."on" BETWEEN %(first)s AND %(last)s AND i.kind = 'reaction') a
  JOIN network_stream s ON s.id = a.stream_id AND s.kind <> 'conversation'
  JOIN people_person x ON x.id = a.person_id AND NOT x.is_bot
 GROUP BY 1, 2
