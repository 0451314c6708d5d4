-- Who turned to whom on a day, summed up by where both stood then.
INSERT INTO adoption_sealedtalk
       ("on", kind, from_function, from_site, from_level, to_function, to_site, to_level, count)
SELECT i."on", i.kind, coalesce(f.function, ''), coalesce(f.site, ''), coalesce(f.level, ''),
       coalesce(t.function, ''), coalesce(t.site, ''), coalesce(t.level, ''), count(*)
  FROM adoption_interaction i
  LEFT JOIN people_assignment f ON f.person_id = i.from_id
        AND f.from_on <= i."on" AND (f.to_on IS NULL OR f.to_on > i."on")
  LEFT JOIN people_assignment t ON t.person_id = i.to_id
        AND t.from_on <= i."on" AND (t.to_on IS NULL OR t.to_on > i."on")
 WHERE i."on" = %(last)s AND NOT i.is_delegated
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
