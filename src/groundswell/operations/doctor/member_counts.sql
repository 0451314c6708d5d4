SELECT g.id
  FROM network_group g LEFT JOIN network_membership m ON m.stream_id = g.stream_id
 GROUP BY g.id, g.member_count
HAVING g.member_count <> count(m.person_id)
 ORDER BY g.id
