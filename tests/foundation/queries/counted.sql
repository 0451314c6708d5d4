SELECT 'both', count(*) FROM (
{}
) b
