-- How far everybody employed has come, each step among those of the one before, and how many of all
-- were noted to be here at all. Who takes part has an account and was here, whatever was noted.
SELECT count(*), coalesce(sum(far.joined), 0), coalesce(sum(far.here), 0),
       coalesce(sum(far.took_part), 0), coalesce(sum(far.wrote), 0),
       coalesce(sum(far.answered), 0), coalesce(sum(far.noted), 0)
  FROM (SELECT CASE WHEN p.joined_at < %(ends)s OR h.person_id IS NOT NULL
                      OR c.person_id IS NOT NULL THEN 1 ELSE 0 END AS joined,
               CASE WHEN h.person_id IS NOT NULL OR c.person_id IS NOT NULL
                    THEN 1 ELSE 0 END AS here,
               CASE WHEN c.person_id IS NOT NULL THEN 1 ELSE 0 END AS took_part,
               coalesce(c.wrote, 0) AS wrote,
               CASE WHEN c.wrote = 1 AND a.from_id IS NOT NULL THEN 1 ELSE 0 END AS answered,
               CASE WHEN h.person_id IS NOT NULL THEN 1 ELSE 0 END AS noted
          FROM people_person p
          LEFT JOIN (SELECT DISTINCT person_id FROM people_presence
                      WHERE "on" BETWEEN %(first)s AND %(last)s) h ON h.person_id = p.id
          LEFT JOIN (SELECT person_id,
                            max(CASE WHEN posts + replies > 0 THEN 1 ELSE 0 END) AS wrote
                       FROM adoption_contributionday
                      WHERE "on" BETWEEN %(first)s AND %(last)s
                      GROUP BY person_id) c ON c.person_id = p.id
          LEFT JOIN (SELECT DISTINCT from_id FROM adoption_interaction
                      WHERE "on" BETWEEN %(first)s AND %(last)s
                        AND kind = 'reply' AND NOT is_delegated AND from_id <> to_id) a
            ON a.from_id = p.id
         WHERE p.is_listed AND NOT p.is_bot
           AND (p.started_on IS NULL OR p.started_on <= %(last)s)
           AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')) far
