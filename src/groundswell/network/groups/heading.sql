-- What the head of a group says to somebody, in one trip: their role in it, whether they have asked
-- to be let in, and its owners, who are told to whoever may read the group.
SELECT 'own' AS part, 0 AS id, m.role AS name, '' AS title, '' AS photo, '' AS folded
  FROM network_membership m
 WHERE m.stream_id = %(stream)s AND m.person_id = %(viewer)s
UNION ALL
SELECT 'asked', 0, '', '', '', ''
  FROM network_joinrequest j
 WHERE j.group_id = %(group)s AND j.person_id = %(viewer)s
UNION ALL
SELECT o.part, o.id, o.name, o.title, o.photo, o.folded
  FROM (SELECT 'owner' AS part, p.id, p.name, p.title, p.photo, p.name_folded AS folded
          FROM network_membership w
          JOIN people_person p ON p.id = w.person_id
          JOIN network_stream s ON s.id = w.stream_id
         WHERE w.stream_id = %(stream)s AND w.role = 'owner' AND p.state IN ('invited', 'active')
           AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                      WHERE m.stream_id = s.id AND m.person_id = %(viewer)s))
         ORDER BY p.name_folded, p.id LIMIT %(limit)s) o
 ORDER BY 6, 2
