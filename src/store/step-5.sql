-- From schema 4 to 5: roles of people, the units that a copy speaks for. Comes to what schema.sql makes.

ALTER TABLE person ADD COLUMN public_key TEXT;
CREATE TABLE speaks (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	site TEXT, unit INTEGER REFERENCES unit(key)
);
CREATE INDEX speaks_site ON speaks(site);
