-- Most readers find a page among the newest 200 threads of all. For those of quiet streams it is a
-- page of each stream, LATERAL: the plain join would walk the whole index for them. IS TRUE keeps
-- the planner from turning the walk into a join that compares each thread with each subscription.
WITH recent AS MATERIALIZED (
    SELECT DISTINCT w.post_id
      FROM (SELECT p.post_id, p.stream_id FROM network_placement p
             WHERE p.post_id < %(older_than)s ORDER BY p.post_id DESC LIMIT 200) w
     WHERE (w.stream_id IN (SELECT s.stream_id FROM network_subscription s
                             WHERE s.person_id = %(viewer)s)) IS TRUE
     ORDER BY w.post_id DESC LIMIT %(limit)s)
SELECT f.post_id, v.version
  FROM (SELECT post_id FROM recent
         WHERE (SELECT count(*) FROM recent) = %(limit)s
        UNION ALL
        SELECT l.post_id
          FROM (SELECT DISTINCT q.post_id
                  FROM network_subscription s
                 CROSS JOIN LATERAL (
                       SELECT p.post_id FROM network_placement p
                        WHERE p.stream_id = s.stream_id AND p.post_id < %(older_than)s
                        ORDER BY p.post_id DESC LIMIT %(limit)s) q
                 WHERE s.person_id = %(viewer)s AND (SELECT count(*) FROM recent) < %(limit)s
                 ORDER BY q.post_id DESC LIMIT %(limit)s) l) f
  JOIN network_post v ON v.id = f.post_id
 ORDER BY f.post_id DESC
