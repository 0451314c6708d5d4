-- Which members took part in some groups in a period, and how many posts and replies each wrote
-- there. What a delegate posted counts for nobody, bots are nobody, and so are voters in anonymous
-- polls: owners know all else that members do, and would see in the rest who voted. The plus: with
-- the index of streams SQLite would look for each post in each group.
WITH done AS (
    SELECT l.stream_id, p.author_id AS person_id, 1 AS posts
      FROM network_post p JOIN network_placement l ON l.post_id = coalesce(p.root_id, p.id)
     WHERE +l.stream_id = ANY(%(streams)s)
       AND p.id >= %(low)s AND p.published_at >= %(starts)s AND p.published_at < %(ends)s
       AND p.removed_at IS NULL
       AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
    UNION ALL
    SELECT i.stream_id, i.from_id, 0
      FROM adoption_interaction i
     WHERE i."on" BETWEEN %(first)s AND %(last)s AND i.kind = 'reaction'
       AND i.stream_id = ANY(%(streams)s)
    UNION ALL
    SELECT l.stream_id, v.person_id, 0
      FROM network_vote v JOIN network_placement l ON l.post_id = v.poll_id
     WHERE +l.stream_id = ANY(%(streams)s) AND v.voted_on BETWEEN %(first)s AND %(last)s
       AND v.choice IS NOT NULL
)
SELECT d.stream_id, d.person_id, sum(d.posts)
  FROM done d
  JOIN network_membership m
    ON m.stream_id = d.stream_id AND m.person_id = d.person_id AND m.since_at < %(ends)s
  JOIN people_person x ON x.id = d.person_id AND NOT x.is_bot
 GROUP BY d.stream_id, d.person_id
