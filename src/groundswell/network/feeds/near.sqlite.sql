SELECT p.post_id, s.stream_id, coalesce(g.name, '') AS name
  FROM network_subscription s
  LEFT JOIN network_group g ON g.stream_id = s.stream_id
 CROSS JOIN network_placement p INDEXED BY placement_feed ON p.stream_id = s.stream_id
 WHERE s.person_id = %(viewer)s
 ORDER BY p.post_id DESC LIMIT %(limit)s
