-- Conversations that hold something unread by others; muted ones do not count.
SELECT count(*) AS conversations
  FROM network_seat s
 WHERE s.person_id = %(viewer)s AND NOT s.is_muted
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_post v ON v.id = p.post_id
                WHERE p.stream_id = s.stream_id AND p.post_id > s.last_read
                  AND v.author_id <> s.person_id AND v.removed_at IS NULL)
