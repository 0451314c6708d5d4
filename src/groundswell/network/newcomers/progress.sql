-- How far somebody is: a profile that says something, people followed, groups, a question asked.
SELECT CASE WHEN v.skills <> '[]' OR v.ask_me_about <> '[]' THEN 1 ELSE 0 END,
       (SELECT count(*)
          FROM network_subscription u
          JOIN network_stream s ON s.id = u.stream_id
         WHERE u.person_id = v.id AND s.kind = 'storyline' AND s.person_id <> v.id),
       (SELECT count(*)
          FROM network_membership m
          JOIN network_group g ON g.stream_id = m.stream_id AND g.archived_at IS NULL
         WHERE m.person_id = v.id),
       (SELECT count(*)
          FROM network_post q
         WHERE q.author_id = v.id AND q.kind = 'question' AND q.removed_at IS NULL)
  FROM people_person v
 WHERE v.id = %(viewer)s
