-- As in the feed: most find enough among the newest of all, the others by a walk of each stream.
SELECT f.post_id, f.stream_id, coalesce(g.name, '') AS name
  FROM (WITH recent AS MATERIALIZED (
            SELECT w.post_id, w.stream_id
              FROM (SELECT p.post_id, p.stream_id FROM network_placement p
                     ORDER BY p.post_id DESC LIMIT 2000) w
             WHERE (w.stream_id IN (SELECT s.stream_id FROM network_subscription s
                                     WHERE s.person_id = %(viewer)s)) IS TRUE
             ORDER BY w.post_id DESC LIMIT %(limit)s)
        SELECT post_id, stream_id FROM recent
         WHERE (SELECT count(*) FROM recent) = %(limit)s
        UNION ALL
        SELECT l.post_id, l.stream_id
          FROM (SELECT q.post_id, q.stream_id
                  FROM network_subscription s
                 CROSS JOIN LATERAL (
                       SELECT p.post_id, p.stream_id FROM network_placement p
                        WHERE p.stream_id = s.stream_id
                        ORDER BY p.post_id DESC LIMIT %(limit)s) q
                 WHERE s.person_id = %(viewer)s AND (SELECT count(*) FROM recent) < %(limit)s
                 ORDER BY q.post_id DESC LIMIT %(limit)s) l) f
  LEFT JOIN network_group g ON g.stream_id = f.stream_id
