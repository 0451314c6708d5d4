-- What everybody contributed on each day, counted from scratch; `counted.sql` says it of some. Where
-- the last of the 28 days that a day counts for is sealed for good, its rows were dropped and stay so.
INSERT INTO adoption_contributionday (person_id, "on", posts, replies, reactions, votes)
WITH act AS (
    SELECT p.author_id AS person_id, p.published_at AS at, CAST(NULL AS date) AS voted_on,
           CASE WHEN p.root_id IS NULL THEN 1 ELSE 0 END AS posts,
           CASE WHEN p.root_id IS NULL THEN 0 ELSE 1 END AS replies, 0 AS reactions, 0 AS votes
      FROM network_post p
     WHERE p.removed_at IS NULL
       AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
       AND NOT EXISTS (SELECT 1 FROM network_placement l
                         JOIN network_stream s ON s.id = l.stream_id
                        WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind = 'conversation')
    UNION ALL
    SELECT r.person_id, r.reacted_at, CAST(NULL AS date), 0, 0, 1, 0
      FROM network_reaction r JOIN network_post p ON p.id = r.post_id
     WHERE EXISTS (SELECT 1 FROM network_placement l
                     JOIN network_stream s ON s.id = l.stream_id
                    WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind <> 'conversation')
    UNION ALL
    SELECT v.person_id, p.published_at, v.voted_on, 0, 0, 0, 1
      FROM network_vote v JOIN network_post p ON p.id = v.poll_id
     WHERE EXISTS (SELECT 1 FROM network_placement l WHERE l.post_id = p.id)
)
SELECT person_id, "on", sum(posts), sum(replies), sum(reactions), sum(votes)
  FROM ({groundswell.adoption.contributions.dated}) dated
 WHERE NOT EXISTS (SELECT 1 FROM adoption_sealedday d
                    WHERE d."on" = dated.counted_until AND d.is_final)
 GROUP BY person_id, "on"
