-- From schema 1 to 2: extensions, a target of one phase, days off and the office's own, what stood at closing, lights set by hand, units that take over from others.
-- Comes to what schema.sql makes.

ALTER TABLE duty ADD COLUMN extension TEXT;
ALTER TABLE duty ADD COLUMN asked TEXT;
ALTER TABLE duty ADD COLUMN asked_on TEXT;
ALTER TABLE duty ADD COLUMN closed_due TEXT;
ALTER TABLE duty ADD COLUMN closed_act_by TEXT;
ALTER TABLE duty ADD COLUMN light TEXT;
ALTER TABLE deadline ADD COLUMN day_off TEXT;
ALTER TABLE target ADD COLUMN deadline INTEGER REFERENCES deadline(key);

CREATE INDEX duty_granted ON duty(item) WHERE due IS NOT NULL;

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

CREATE INDEX entry_urge ON entry(item, unit) WHERE verb = 'urge';

-- What is derived is made anew: the horizon's absence says that it was never done.
DROP TABLE duty_state;
DROP TABLE tally;
DELETE FROM meta WHERE name = 'horizon';
CREATE TABLE duty_state (
	key INTEGER PRIMARY KEY,
	plan INTEGER NOT NULL, item INTEGER NOT NULL, unit INTEGER NOT NULL, deadline INTEGER NOT NULL, occ TEXT NOT NULL,
	due INTEGER NOT NULL, act_by INTEGER NOT NULL, begins INTEGER NOT NULL, shows INTEGER NOT NULL, standing INTEGER NOT NULL,
	report TEXT NOT NULL, reported INTEGER NOT NULL, review TEXT NOT NULL, state TEXT NOT NULL, first_due INTEGER NOT NULL,
	met INTEGER NOT NULL, met_soft INTEGER NOT NULL,
	extension TEXT NOT NULL, asked INTEGER NOT NULL,
	since INTEGER NOT NULL, share_done INTEGER NOT NULL, share_of INTEGER NOT NULL, urged INTEGER NOT NULL, promised INTEGER NOT NULL,
	judged TEXT NOT NULL, parts INTEGER NOT NULL, parts_in INTEGER NOT NULL,
	green INTEGER NOT NULL, yellow_from INTEGER NOT NULL, red_from INTEGER NOT NULL,
	UNIQUE (item, unit, deadline, occ)
);
CREATE INDEX duty_state_unit ON duty_state(unit, item);
CREATE INDEX duty_state_due ON duty_state(due, item);

-- Sums of duties with the same dates. kind 0 plan, 1 item (and all items above it), 2 unit within a plan, 3 all open plans. pane, of an item: 1 a task at the top,
-- 2 a campaign, 0 neither.
CREATE TABLE tally (
	kind INTEGER, key INTEGER, plan INTEGER, due INTEGER, act_by INTEGER, begins INTEGER, shows INTEGER,
	yellow_from INTEGER, red_from INTEGER,
	pane INTEGER NOT NULL, owed INTEGER NOT NULL, done INTEGER NOT NULL, pending INTEGER NOT NULL, returned INTEGER NOT NULL,
	missed INTEGER NOT NULL, met INTEGER NOT NULL, judged INTEGER NOT NULL,
	asked INTEGER NOT NULL, green INTEGER NOT NULL,
	PRIMARY KEY (kind, key, plan, due, act_by, begins, shows, yellow_from, red_from)
) WITHOUT ROWID;
-- The most pressing first.
CREATE INDEX tally_pressing ON tally(pane, due, key) WHERE pane > 0 AND owed > done;
