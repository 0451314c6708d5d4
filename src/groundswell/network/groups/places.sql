-- Where somebody may post, in one query: the frame of every page and its composer read it.
SELECT s.id AS stream_id, s.kind, 0 AS group_id, '' AS name, 1 AS rank, '' AS folded
  FROM network_stream s
 WHERE s.kind = 'organisation'
UNION ALL
SELECT g.stream_id, 'group', g.id, g.name, 2, g.name_folded
  FROM network_membership m
  JOIN network_group g ON g.stream_id = m.stream_id AND g.archived_at IS NULL
 WHERE m.person_id = %(viewer)s
UNION ALL
SELECT s.id, s.kind, 0, '', 3, ''
  FROM network_stream s
 WHERE s.person_id = %(viewer)s
 ORDER BY 5, 6, 3
