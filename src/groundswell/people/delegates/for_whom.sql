-- For whom somebody may write, the same as `for_whom`: the frame of every page reads it.
SELECT d.leader_id, 'for ' || d."right" AS kind, l.name, l.name_folded AS folded
  FROM people_delegation d
  JOIN people_person l ON l.id = d.leader_id
  JOIN people_person v ON v.id = d.delegate_id
 WHERE d.delegate_id = %(viewer)s AND l.state IN ('invited', 'active') AND NOT l.is_bot
   AND v.state IN ('invited', 'active') AND NOT v.is_bot
