-- How much each of some people contributed on a day. What a delegate posted counts for nobody, what
-- an import brought counts for its author; private messages are not looked at. A reaction and a
-- vote count where their thread still stands.
WITH day AS (
    {groundswell.adoption.contributions.day}
), written AS (
    SELECT day.place, p.root_id IS NULL AS is_thread
      FROM day JOIN network_post p
        ON p.author_id = day.person_id AND p.id >= day.low AND p.id <= day.high
       AND p.published_at >= day.starts AND p.published_at < day.ends
     WHERE p.removed_at IS NULL
       AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
       AND NOT EXISTS (SELECT 1 FROM network_placement l
                         JOIN network_stream s ON s.id = l.stream_id
                        WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind = 'conversation')
), reacted AS (
    SELECT day.place
      FROM day JOIN network_reaction r
        ON r.person_id = day.person_id AND r.reacted_at >= day.starts AND r.reacted_at < day.ends
      JOIN network_post p ON p.id = r.post_id
     WHERE EXISTS (SELECT 1 FROM network_placement l
                     JOIN network_stream s ON s.id = l.stream_id
                    WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind <> 'conversation')
), voted AS (
    SELECT day.place
      FROM day JOIN network_vote v ON v.person_id = day.person_id
      JOIN network_post p ON p.id = v.poll_id
     WHERE (v.voted_on = day.voted_on
        OR v.voted_on IS NULL AND p.published_at >= day.starts AND p.published_at < day.ends)
       AND EXISTS (SELECT 1 FROM network_placement l WHERE l.post_id = p.id)
)
SELECT place, sum(posts), sum(replies), sum(reactions), sum(votes)
  FROM (SELECT place, CASE WHEN is_thread THEN 1 ELSE 0 END AS posts,
               CASE WHEN is_thread THEN 0 ELSE 1 END AS replies, 0 AS reactions, 0 AS votes
          FROM written
        UNION ALL
        SELECT place, 0, 0, 1, 0 FROM reacted
        UNION ALL
        SELECT place, 0, 0, 0, 1 FROM voted) each
 GROUP BY place
