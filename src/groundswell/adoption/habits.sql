-- What everybody employed gave and received: posts, replies, reactions; replies and reactions of
-- others, those of delegates apart.
SELECT p.id, coalesce(c.posts, 0) AS posts, coalesce(c.replies, 0) AS replies,
       coalesce(c.reactions, 0) AS reactions,
       coalesce(r.received, 0) AS received
  FROM people_person p
  LEFT JOIN (SELECT person_id, sum(posts) AS posts, sum(replies) AS replies,
                    sum(reactions) AS reactions
               FROM adoption_contributionday WHERE "on" BETWEEN %(first)s AND %(last)s
              GROUP BY person_id) c ON c.person_id = p.id
  LEFT JOIN (SELECT to_id, count(*) AS received FROM adoption_interaction
              WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_delegated
                AND kind IN ('reply', 'reaction')
              GROUP BY to_id) r ON r.to_id = p.id
 WHERE p.is_listed AND NOT p.is_bot
   AND (p.started_on IS NULL OR p.started_on <= %(last)s)
   AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')
