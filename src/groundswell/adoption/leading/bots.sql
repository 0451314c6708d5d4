-- Whose contributions do not count.
SELECT id FROM people_person WHERE is_bot
