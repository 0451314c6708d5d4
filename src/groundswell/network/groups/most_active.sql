-- Who of a group's members that can sign in wrote most in it since an id; owners are left out.
-- Replies count under the newest thousand threads: older ones are hardly answered any more.
SELECT a.id, a.name, a.title, a.photo, count(*)
  FROM (SELECT t.author_id
          FROM network_placement p
          JOIN network_post t ON t.id = p.post_id
         WHERE p.stream_id = %(stream)s AND p.post_id >= %(since_id)s AND t.removed_at IS NULL
        UNION ALL
        SELECT r.author_id
          FROM (SELECT post_id FROM network_placement
                 WHERE stream_id = %(stream)s ORDER BY post_id DESC LIMIT 1000) p
          JOIN network_post r ON r.root_id = p.post_id
         WHERE r.id >= %(since_id)s AND r.removed_at IS NULL) w
  JOIN network_membership m ON m.stream_id = %(stream)s AND m.person_id = w.author_id
                           AND m.role <> 'owner'
  JOIN people_person a ON a.id = w.author_id
 WHERE a.state = 'active' AND NOT a.is_bot
 GROUP BY a.id, a.name, a.title, a.photo
 ORDER BY count(*) DESC, a.id
 LIMIT %(limit)s
