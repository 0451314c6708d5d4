SELECT s.person_id, s.stream_id
  FROM network_subscription s JOIN network_stream t ON t.id = s.stream_id
 WHERE NOT t.is_open
   AND NOT EXISTS (
         SELECT 1 FROM network_membership m
          WHERE m.person_id = s.person_id AND m.stream_id = s.stream_id)
 ORDER BY s.person_id, s.stream_id
