-- What speaks for threads, to everybody alike: who wrote them, whom they name, and lately who
-- reacted and answered.
SELECT 'thread' AS what, v.id AS thread, v.author_id AS person, coalesce(n.manager_id, 0) AS number,
       CAST(v.version AS bigint) AS last, a.name AS name,
       CASE WHEN v.kind = 'question' AND v.answered_at IS NULL AND v.locked_at IS NULL
             AND v.answerers <> 'nobody' THEN v.title || ' ' || v.source ELSE '' END AS words
  FROM network_post v
  JOIN people_person a ON a.id = v.author_id
  LEFT JOIN people_assignment n ON n.person_id = a.id AND n.to_on IS NULL
 WHERE v.id = ANY(%(ids)s)
UNION ALL
SELECT 'mention', m.post_id, m.account_id, 0, 0, '', ''
  FROM network_mention m
 WHERE m.post_id = ANY(%(ids)s)
UNION ALL
SELECT DISTINCT 'reaction', r.post_id, r.person_id, 0, 0, coalesce(o.site, ''), ''
  FROM network_reaction r
  LEFT JOIN people_assignment o ON o.person_id = r.person_id AND o.to_on IS NULL
 WHERE r.post_id = ANY(%(ids)s) AND r.reacted_at >= %(lately)s
UNION ALL
SELECT 'answer', r.root_id, r.author_id, count(*), max(r.id), '', ''
  FROM network_post r
 WHERE r.root_id = ANY(%(ids)s) AND r.id >= %(lately_id)s AND r.removed_at IS NULL
 GROUP BY r.root_id, r.author_id
