INSERT INTO network_searchfile (id, terms)
SELECT d.id, d.terms::tsvector
  FROM unnest(%(ids)s::bigint[], %(terms)s::text[]) AS d(id, terms)
    ON CONFLICT (id) DO UPDATE SET terms = excluded.terms
