-- From schema 2 to 3: of recurring duties, what became of the periods before; of extended ones, how long after the missed date; what was promised, by the day;
-- what a unit is silent about, its last urging. Comes to what schema.sql makes.

-- Contacts in an order, until a day; a deadline of one unit alone, or without figures.
ALTER TABLE contact ADD COLUMN pos INTEGER;
ALTER TABLE contact ADD COLUMN until TEXT;
ALTER TABLE deadline ADD COLUMN unit INTEGER REFERENCES unit(key);
ALTER TABLE deadline ADD COLUMN asks TEXT;

-- What is derived is made anew: the horizon's absence says that it was never done.
DROP TABLE duty_state;
DELETE FROM tally;
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
	missed_running INTEGER NOT NULL, missed_before INTEGER NOT NULL, fell INTEGER NOT NULL, granted_late INTEGER NOT NULL,
	green INTEGER NOT NULL, yellow_from INTEGER NOT NULL, red_from INTEGER NOT NULL,
	UNIQUE (item, unit, deadline, occ)
);
CREATE INDEX duty_state_unit ON duty_state(unit, item);
CREATE INDEX duty_state_due ON duty_state(due, item);
CREATE INDEX duty_state_silent ON duty_state(unit, due, item) WHERE NOT standing AND state = 'o' AND (report = '' OR review = 'x');
CREATE INDEX duty_state_promised ON duty_state(promised) WHERE promised > -2147483648;
CREATE INDEX entry_call ON entry(unit, made_at) WHERE verb = 'urge';
