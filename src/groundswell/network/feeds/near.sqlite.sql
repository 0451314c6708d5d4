SELECT DISTINCT p.post_id
  FROM network_subscription s
 CROSS JOIN network_placement p INDEXED BY placement_feed ON p.stream_id = s.stream_id
 WHERE s.person_id = %(viewer)s
 ORDER BY p.post_id DESC LIMIT %(limit)s
