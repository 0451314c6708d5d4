SELECT s.id, p.id, p.name, p.title, p.photo, p.state, p.language, p.time_zone, a.handle,
       (SELECT group_concat(r.role) FROM people_rolegrant r WHERE r.person_id = p.id),
       p.joined_at, p.welcome_put_away_at, p.unsent, p.reads_only_until, p.home_feed
  FROM people_session s
  JOIN people_person p ON p.id = s.person_id
  JOIN people_account a ON a.id = p.id
 WHERE s.token_hash = %(token_hash)s AND s.expires_at > %(now)s
   AND p.state IN ('invited', 'active')
