-- What is known of the viewer: what they can answer, and who is near.
SELECT 'asked' AS what, CAST(v.ask_me_about AS text) AS words, 0 AS id
  FROM people_person v WHERE v.id = %(viewer)s
UNION ALL
SELECT 'skill', CAST(v.skills AS text), 0 FROM people_person v WHERE v.id = %(viewer)s
UNION ALL
SELECT 'topic', t.name, 0
  FROM network_topicfollow f
  JOIN network_topic t ON t.id = f.topic_id
 WHERE f.person_id = %(viewer)s
UNION ALL
SELECT 'answers', '', r.id
  FROM (SELECT r.id FROM network_post r
         WHERE r.author_id = %(viewer)s AND r.root_id IS NOT NULL AND r.removed_at IS NULL
         ORDER BY r.id DESC LIMIT 1) r
UNION ALL
SELECT 'place', n.site, coalesce(n.manager_id, 0)
  FROM people_assignment n WHERE n.person_id = %(viewer)s AND n.to_on IS NULL
UNION ALL
SELECT 'followed', '', s.person_id
  FROM network_subscription u
  JOIN network_stream s ON s.id = u.stream_id AND s.kind = 'storyline'
 WHERE u.person_id = %(viewer)s AND s.person_id <> %(viewer)s
UNION ALL
SELECT 'silenced', '', l.stream_id
  FROM network_grouplevel l WHERE l.person_id = %(viewer)s AND l.level = 'none'
