-- From schema 1 to 2: extensions, a target of one phase, days off and the office's own, what stood at closing, units that take over from others.
-- Comes to what schema.sql makes.

ALTER TABLE duty ADD COLUMN extension TEXT;
ALTER TABLE duty ADD COLUMN asked TEXT;
ALTER TABLE duty ADD COLUMN asked_on TEXT;
ALTER TABLE duty ADD COLUMN closed_due TEXT;
ALTER TABLE duty ADD COLUMN closed_act_by TEXT;
ALTER TABLE deadline ADD COLUMN day_off TEXT;
ALTER TABLE target ADD COLUMN deadline INTEGER REFERENCES deadline(key);

CREATE TABLE day (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	date TEXT, kind TEXT, name TEXT
);
CREATE INDEX day_date ON day(date);

CREATE TABLE heir (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	unit INTEGER REFERENCES unit(key), heir INTEGER REFERENCES unit(key), since TEXT, kind TEXT
);
CREATE INDEX heir_unit ON heir(unit);
CREATE INDEX heir_heir ON heir(heir);

-- Nobody could ask for an extension in schema 1.
ALTER TABLE duty_state ADD COLUMN extension TEXT NOT NULL DEFAULT '';
ALTER TABLE duty_state ADD COLUMN asked INTEGER NOT NULL DEFAULT -2147483648;
ALTER TABLE tally ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
