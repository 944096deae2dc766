-- From schema 4 to 5: roles of people, the units that a copy speaks for; cells and clashes of their own for each
-- kind, heads found without those before them; rings; what each of two copies of one name has. Comes to what schema.sql makes.

ALTER TABLE person ADD COLUMN public_key TEXT;
CREATE TABLE speaks (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	site TEXT, unit INTEGER REFERENCES unit(key)
);
CREATE INDEX speaks_site ON speaks(site);

ALTER TABLE cell RENAME TO cell_4;
CREATE TABLE cell (
	row BLOB, kind INTEGER, col TEXT, head INTEGER, hlc INTEGER, change INTEGER REFERENCES change(id),
	PRIMARY KEY (row, kind, col, head, hlc, change)
) WITHOUT ROWID;
-- Of which kind a row is says the table that it stands in: until now no two had one id.
INSERT INTO cell (row, kind, col, head, hlc, change) SELECT row, CASE
	WHEN EXISTS (SELECT 1 FROM entry WHERE id = row) THEN 16
	WHEN EXISTS (SELECT 1 FROM duty WHERE id = row) THEN 15
	WHEN EXISTS (SELECT 1 FROM value WHERE id = row) THEN 18
	WHEN EXISTS (SELECT 1 FROM amount WHERE id = row) THEN 17
	WHEN EXISTS (SELECT 1 FROM name WHERE id = row) THEN 4
	WHEN EXISTS (SELECT 1 FROM unit WHERE id = row) THEN 3
	WHEN EXISTS (SELECT 1 FROM contact WHERE id = row) THEN 6
	WHEN EXISTS (SELECT 1 FROM item WHERE id = row) THEN 2
	WHEN EXISTS (SELECT 1 FROM assignment WHERE id = row) THEN 7
	WHEN EXISTS (SELECT 1 FROM deadline WHERE id = row) THEN 8
	WHEN EXISTS (SELECT 1 FROM measure WHERE id = row) THEN 11
	WHEN EXISTS (SELECT 1 FROM target WHERE id = row) THEN 10
	WHEN EXISTS (SELECT 1 FROM receipt WHERE id = row) THEN 14
	WHEN EXISTS (SELECT 1 FROM figure WHERE id = row) THEN 9
	WHEN EXISTS (SELECT 1 FROM member WHERE id = row) THEN 5
	WHEN EXISTS (SELECT 1 FROM plan WHERE id = row) THEN 0
	WHEN EXISTS (SELECT 1 FROM source WHERE id = row) THEN 1
	WHEN EXISTS (SELECT 1 FROM setting WHERE id = row) THEN 13
	WHEN EXISTS (SELECT 1 FROM person WHERE id = row) THEN 12
	WHEN EXISTS (SELECT 1 FROM day WHERE id = row) THEN 19
	WHEN EXISTS (SELECT 1 FROM heir WHERE id = row) THEN 20
	WHEN EXISTS (SELECT 1 FROM view WHERE id = row) THEN 21
	END, col, head, hlc, change FROM cell_4;
DROP TABLE cell_4;

ALTER TABLE clash RENAME TO clash_4;
CREATE TABLE clash (row BLOB, kind INTEGER, col TEXT, PRIMARY KEY (row, kind, col)) WITHOUT ROWID;
INSERT INTO clash (row, kind, col) SELECT row, (SELECT kind FROM cell WHERE cell.row = clash_4.row LIMIT 1), col FROM clash_4;
DROP TABLE clash_4;

CREATE TABLE ring (kind INTEGER, col TEXT, row BLOB, target BLOB, PRIMARY KEY (kind, col, row)) WITHOUT ROWID;

ALTER TABLE peer RENAME TO peer_4;
CREATE TABLE peer (site TEXT, chain INTEGER, has BLOB, at INTEGER, PRIMARY KEY (site, chain)) WITHOUT ROWID;
INSERT INTO peer (site, chain, has, at) SELECT site, coalesce((SELECT max(id) FROM chain WHERE chain.site = peer_4.site), 0), has, at FROM peer_4;
DROP TABLE peer_4;

CREATE INDEX person_admin ON person(key) WHERE role = 'admin';

-- Changes that were made without the right; attempts at such.
CREATE INDEX change_refused ON change(chain, seq) WHERE applied = 2;
CREATE TABLE refused (change INTEGER PRIMARY KEY REFERENCES change(id), why TEXT NOT NULL);
CREATE TABLE disputed (change INTEGER PRIMARY KEY REFERENCES change(id), why TEXT NOT NULL);
CREATE TABLE attempt (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, verb TEXT NOT NULL, say TEXT NOT NULL);
