SELECT 'sqlite', %(since)s
