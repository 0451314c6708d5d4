-- LATERAL, a page per stream: the plain join walks the id index for readers of quiet streams.
SELECT f.post_id, v.version
  FROM (SELECT DISTINCT q.post_id
          FROM network_subscription s
         CROSS JOIN LATERAL (
               SELECT p.post_id FROM network_placement p
                WHERE p.stream_id = s.stream_id AND p.post_id < %(older_than)s
                ORDER BY p.post_id DESC LIMIT %(limit)s) q
         WHERE s.person_id = %(viewer)s
         ORDER BY q.post_id DESC LIMIT %(limit)s) f
  JOIN network_post v ON v.id = f.post_id
 ORDER BY f.post_id DESC
