-- Those of some people who were employed on a day.
SELECT id FROM ({groundswell.adoption.employed}) employed WHERE id = ANY(%(people)s)
