-- The viewer's conversations with their last words: those with something unread first.
SELECT q.id, q.name, q.is_pair, q.is_muted, q.is_unread, q.latest, v.author_id, v.html,
       v.published_at
  FROM (SELECT c.stream_id AS id, c.name, c.is_pair, s.is_muted,
               coalesce((SELECT max(p.post_id) FROM network_placement p
                          WHERE p.stream_id = c.stream_id), 0) AS latest,
               CASE WHEN EXISTS (
                   SELECT 1 FROM network_placement p JOIN network_post w ON w.id = p.post_id
                    WHERE p.stream_id = s.stream_id AND p.post_id > s.last_read
                      AND w.author_id <> s.person_id AND w.removed_at IS NULL) THEN 1 ELSE 0 END
               AS is_unread
          FROM network_seat s
          JOIN network_conversation c ON c.stream_id = s.stream_id
          JOIN network_membership m ON m.stream_id = s.stream_id AND m.person_id = s.person_id
         WHERE s.person_id = %(viewer)s) q
  LEFT JOIN network_post v ON v.id = q.latest AND v.removed_at IS NULL
 WHERE q.is_unread < %(unread)s OR (q.is_unread = %(unread)s AND q.latest < %(older_than)s)
 ORDER BY q.is_unread DESC, q.latest DESC LIMIT %(limit)s
