-- The interactions that follow from all posts.
{groundswell.adoption.interactions.into}
WITH asked AS (SELECT id FROM network_post)
{groundswell.adoption.interactions.found}
