-- What of a page is the viewer's own: their reactions, bookmarks and votes, and where each thread
-- stands for them. An anonymous vote says that it was cast, and no choice.
SELECT r.post_id, 'reaction', r.name, 0, '', 0
  FROM network_reaction r
 WHERE r.person_id = %(viewer)s AND r.post_id = ANY(%(ids)s)
UNION ALL
SELECT b.post_id, 'bookmark', '', 0, '', 0
  FROM network_bookmark b
 WHERE b.person_id = %(viewer)s AND b.post_id = ANY(%(ids)s)
UNION ALL
SELECT v.poll_id, 'own', 'voted', coalesce(v.choice, -1), '', 0
  FROM network_vote v
 WHERE v.person_id = %(viewer)s AND v.poll_id = ANY(%(ids)s)
UNION ALL
SELECT k.post_id, 'own', 'addressed', 0, '', 0
  FROM network_announcement k
  LEFT JOIN people_assignment n ON n.person_id = %(viewer)s AND n.to_on IS NULL
 WHERE k.post_id = ANY(%(ids)s) AND k.asks_acknowledgement
   AND (k.function = '' OR k.function = n.function) AND (k.site = '' OR k.site = n.site)
   AND (k.level = '' OR k.level = n.level)
UNION ALL
SELECT w.announcement_id, 'own', 'acknowledged', 0, '', 0
  FROM network_acknowledgement w
 WHERE w.person_id = %(viewer)s AND w.announcement_id = ANY(%(ids)s)
UNION ALL
SELECT p.post_id, s.kind, coalesce(g.name, o.name, ''),
       coalesce(g.id, o.id, CASE WHEN s.kind = 'conversation' THEN s.id ELSE 0 END),
       coalesce(m.role, ''), CASE WHEN g.archived_at IS NULL THEN 0 ELSE 1 END
  FROM network_placement p
  JOIN network_stream s ON s.id = p.stream_id
  LEFT JOIN network_group g ON g.stream_id = s.id
  LEFT JOIN people_person o ON o.id = s.person_id
  LEFT JOIN network_membership m ON m.stream_id = s.id AND m.person_id = %(viewer)s
 WHERE p.post_id = ANY(%(ids)s)
   AND (s.is_open OR m.person_id IS NOT NULL)
