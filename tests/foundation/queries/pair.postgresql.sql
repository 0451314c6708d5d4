SELECT 'postgresql', %(since)s::timestamptz
