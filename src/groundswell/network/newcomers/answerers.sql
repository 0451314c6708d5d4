-- Who answers questions under topics that are the viewer's own words, or that colleagues of the
-- same function ask under: each with the topic they answer most. Open questions of late only.
SELECT p.id, p.name, p.title, p.photo, 'answers', best.topic
  FROM (SELECT found.*,
               row_number() OVER (PARTITION BY found.author_id
                                      ORDER BY found.answers DESC, found.topic) AS place
          FROM (SELECT r.author_id, t.name AS topic, count(DISTINCT q.id) AS answers
                  FROM (SELECT id, author_id
                          FROM network_post
                         WHERE kind = 'question' AND root_id IS NULL AND removed_at IS NULL
                           AND id >= %(since_id)s
                         ORDER BY id DESC LIMIT 2000) q
                  JOIN network_posttopic pt ON pt.post_id = q.id
                  JOIN network_topic t ON t.id = pt.topic_id
                  JOIN network_post r
                    ON r.root_id = q.id AND r.removed_at IS NULL AND r.author_id <> q.author_id
                 WHERE EXISTS (SELECT 1
                                 FROM network_placement c
                                 JOIN network_stream s ON s.id = c.stream_id AND s.is_open
                                WHERE c.post_id = q.id)
                   AND (t.name_folded = ANY(%(words)s)
                        OR EXISTS (SELECT 1
                                     FROM people_assignment me
                                     JOIN people_assignment theirs
                                       ON theirs.function = me.function AND theirs.function <> ''
                                    WHERE me.person_id = %(viewer)s AND me.to_on IS NULL
                                      AND theirs.person_id = q.author_id
                                      AND theirs.to_on IS NULL))
                 GROUP BY r.author_id, t.name) found) best
  JOIN people_person p ON p.id = best.author_id
 WHERE best.place = 1 AND p.id <> %(viewer)s
   AND p.state = 'active' AND p.is_listed AND NOT p.is_bot
   AND NOT EXISTS (SELECT 1
                     FROM network_stream s
                     JOIN network_subscription u
                       ON u.stream_id = s.id AND u.person_id = %(viewer)s
                    WHERE s.person_id = p.id)
 ORDER BY best.answers DESC, p.id
 LIMIT %(limit)s
