-- From schema 3 to 4: views, filters with a name; how strong an urging was. Comes to what schema.sql makes.

CREATE TABLE view (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, filter TEXT, sort TEXT, screen TEXT, digit INTEGER, owner TEXT
);

ALTER TABLE entry ADD COLUMN level TEXT;
-- Cells that copies wrote differently, apart from one another; lines that wait, by what for.
CREATE TABLE clash (row BLOB, col TEXT, PRIMARY KEY (row, col)) WITHOUT ROWID;
CREATE INDEX held_why ON held(why);
-- Lines that wait for a program of a newer form.
CREATE INDEX change_kept ON change(hlc) WHERE NOT applied;

-- A filtered list goes through all items of a plan in their order, not those at the top alone.
CREATE INDEX item_order ON item(plan, pos);
-- What other copies said they have.
CREATE TABLE peer (site TEXT PRIMARY KEY, has BLOB, at INTEGER) WITHOUT ROWID;
