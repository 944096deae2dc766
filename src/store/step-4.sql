-- From schema 3 to 4: views, filters with a name; how strong an urging was. Comes to what schema.sql makes.

CREATE TABLE view (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, filter TEXT, sort TEXT, screen TEXT, digit INTEGER, owner TEXT
);

ALTER TABLE entry ADD COLUMN level TEXT;
