-- The order of the join is pinned: subscriptions outside, the index of placements inside.
-- DISTINCT, not GROUP BY: a thread may stand in two of my streams, and DISTINCT exits early.
SELECT f.post_id, v.version
  FROM (SELECT DISTINCT p.post_id
          FROM network_subscription s
         CROSS JOIN network_placement p INDEXED BY placement_feed
            ON p.stream_id = s.stream_id AND p.post_id < %(older_than)s
         WHERE s.person_id = %(viewer)s
         ORDER BY p.post_id DESC LIMIT %(limit)s) f
  JOIN network_post v ON v.id = f.post_id
 ORDER BY f.post_id DESC
