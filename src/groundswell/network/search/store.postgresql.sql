-- New words of the texts join the vocabulary; none leaves it, since nothing offers a word from it
-- without a search of the reader's own that finds it.
WITH stored AS (
     INSERT INTO network_search (id, terms)
     SELECT d.id, d.terms::tsvector
       FROM unnest(%(ids)s::bigint[], %(terms)s::text[]) AS d(id, terms)
         ON CONFLICT (id) DO UPDATE SET terms = excluded.terms)
INSERT INTO network_searchword (term)
SELECT w.term FROM unnest(%(words)s::text[]) AS w(term)
    ON CONFLICT DO NOTHING
