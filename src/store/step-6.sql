-- From schema 5 to 6: the keys of copies, what they were called before, what they have signed; copies found by their names; copies that speak for all units. Comes to what schema.sql makes.

CREATE INDEX chain_site ON chain(site);

CREATE TABLE tip (change INTEGER PRIMARY KEY REFERENCES change(id), line TEXT NOT NULL);

CREATE TABLE site (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, public_key TEXT, was TEXT
);

ALTER TABLE speaks ADD COLUMN every INTEGER;

-- Form 5 noted as disputed, too, what builds on a line that was refused and is not in force itself.
DELETE FROM disputed WHERE change IN (SELECT id FROM change WHERE applied = 2);

-- What a unit last did for an item is looked for without reading what else was done for it.
DROP INDEX entry_item;
CREATE INDEX entry_item ON entry(item, verb, unit);

-- Whether others wrote about people or what copies speak for is asked before each change.
CREATE INDEX cell_grant ON cell(change) WHERE kind IN (12, 22);

-- A clash whose settling was taken back is listed again.
CREATE INDEX change_settled ON change(id) WHERE instr(body, '"do":"settle"');
