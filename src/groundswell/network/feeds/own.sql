-- What of the posts in `asked` is the viewer's own: their reactions, bookmarks and votes, and where
-- each thread stands for them. An anonymous vote says that it was cast, and no choice. CROSS JOIN:
-- SQLite begins with what is asked.
SELECT r.post_id, 'reaction', r.name, 0, '', 0
  FROM asked q CROSS JOIN network_reaction r
 WHERE r.post_id = q.post_id AND r.person_id = %(viewer)s
UNION ALL
SELECT b.post_id, 'bookmark', '', 0, '', 0
  FROM asked q CROSS JOIN network_bookmark b
 WHERE b.post_id = q.post_id AND b.person_id = %(viewer)s
UNION ALL
SELECT v.poll_id, 'own', 'voted', coalesce(v.choice, -1), '', 0
  FROM asked q CROSS JOIN network_vote v
 WHERE v.poll_id = q.post_id AND v.person_id = %(viewer)s
UNION ALL
SELECT k.post_id, 'own', 'addressed', 0, '', 0
  FROM asked q CROSS JOIN network_announcement k
  LEFT JOIN people_assignment n ON n.person_id = %(viewer)s AND n.to_on IS NULL
 WHERE k.post_id = q.post_id AND k.asks_acknowledgement
   AND (k.function = '' OR k.function = n.function) AND (k.site = '' OR k.site = n.site)
   AND (k.level = '' OR k.level = n.level)
   -- Of those who read it where it stands only its people, as `posts.addressing` says.
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = k.post_id
                  AND (s.kind = 'organisation' OR s.person_id = %(viewer)s
                       OR EXISTS (SELECT 1 FROM network_membership m
                                   WHERE m.stream_id = s.id AND m.person_id = %(viewer)s)
                       OR s.kind = 'storyline'
                          AND EXISTS (SELECT 1 FROM network_subscription u
                                       WHERE u.stream_id = s.id AND u.person_id = %(viewer)s)))
UNION ALL
SELECT w.announcement_id, 'own', 'acknowledged', 0, '', 0
  FROM asked q CROSS JOIN network_acknowledgement w
 WHERE w.announcement_id = q.post_id AND w.person_id = %(viewer)s
UNION ALL
SELECT p.post_id, s.kind, coalesce(g.name, o.name, ''),
       coalesce(g.id, o.id, CASE WHEN s.kind = 'conversation' THEN s.id ELSE 0 END),
       coalesce(m.role, ''), CASE WHEN g.archived_at IS NULL THEN 0 ELSE 1 END
  FROM asked q CROSS JOIN network_placement p
  JOIN network_stream s ON s.id = p.stream_id
  LEFT JOIN network_group g ON g.stream_id = s.id
  LEFT JOIN people_person o ON o.id = s.person_id
  LEFT JOIN network_membership m ON m.stream_id = s.id AND m.person_id = %(viewer)s
 WHERE p.post_id = q.post_id
   AND (s.is_open OR m.person_id IS NOT NULL)
