SELECT s.id
  FROM people_session s
  JOIN people_person p ON p.id = s.person_id
 WHERE s.id = ANY(%(sessions)s) AND s.expires_at > %(now)s AND p.state IN ('invited', 'active')
