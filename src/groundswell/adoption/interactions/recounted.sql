-- The interactions that follow from some posts.
{groundswell.adoption.interactions.into}
WITH asked AS (SELECT id FROM network_post WHERE id = ANY(%(posts)s))
{groundswell.adoption.interactions.found}
