-- Who beside the viewer takes part in some conversations, and how far they have read: those who do
-- not show their own marks are not shown those of others.
SELECT m.stream_id, p.id, p.name, p.title, p.photo,
       CASE WHEN p.state IN ('invited', 'active') AND NOT p.is_bot THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM network_withoutreadmarks w
                          WHERE w.person_id = p.id OR w.person_id = %(viewer)s)
            THEN 0 ELSE coalesce(s.last_read, 0) END
  FROM network_membership m
  JOIN people_person p ON p.id = m.person_id
  LEFT JOIN network_seat s ON s.stream_id = m.stream_id AND s.person_id = m.person_id
 WHERE m.stream_id = ANY(%(streams)s) AND m.person_id <> %(viewer)s
 ORDER BY m.stream_id, p.name_folded, p.id
