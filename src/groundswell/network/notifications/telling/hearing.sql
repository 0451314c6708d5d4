-- Members who want to hear all of the groups in which the threads stand.
SELECT p.post_id, p.stream_id, l.person_id
  FROM network_placement p
  JOIN network_grouplevel l ON l.stream_id = p.stream_id AND l.level = %(level)s
 WHERE p.post_id = ANY(%(posts)s)
 ORDER BY p.post_id, p.stream_id
