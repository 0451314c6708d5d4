-- Who of the people list may have come in a quarter: since when the account is there, and since when
-- they are employed.
SELECT id, created_at, started_on FROM people_person
 WHERE is_listed AND NOT is_bot AND created_at < %(ends)s
   AND (created_at >= %(starts)s OR started_on >= %(first)s)
