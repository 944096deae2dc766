-- The ledger, schema 6 (step-2.sql leads from 1 to 2, step-3.sql to step-6.sql on from there). Three parts: the log, which is all that counts; the rows that follow from it; what is derived from the
-- rows. Nothing is deleted from the first two. Dates of rows are ISO text, dates of what is derived are days since 1970.

-- 1 The log -------------------------------------------------------------------------------------------------------------------

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;      -- facts of this file that are not in the log

CREATE TABLE chain (
	id INTEGER PRIMARY KEY,
	site TEXT NOT NULL,
	tip INTEGER REFERENCES change(id),      -- its last change
	n INTEGER NOT NULL                      -- seq of the tip
);
CREATE INDEX chain_site ON chain(site);
CREATE TABLE change (
	id INTEGER PRIMARY KEY,                 -- order of arrival here
	hash BLOB NOT NULL UNIQUE,              -- SHA-256 of body
	chain INTEGER NOT NULL REFERENCES chain(id),
	seq INTEGER NOT NULL,
	hlc INTEGER NOT NULL,
	applied INTEGER NOT NULL,               -- 1: in force as far as nothing stands over it; 0: of a newer form; 2: refused
	sets INTEGER NOT NULL,                  -- how many writes
	body TEXT NOT NULL,                     -- as it stands, for ever
	UNIQUE (chain, seq)
);
CREATE INDEX change_kept ON change(hlc) WHERE NOT applied;      -- of a newer form: few
CREATE INDEX change_refused ON change(chain, seq) WHERE applied = 2;
CREATE INDEX change_settled ON change(id) WHERE instr(body, '"do":"settle"');      -- clashes that somebody decided: few
-- Kept and passed on, not in force: why (model/right.h); in force, though who made it lost the right apart from it.
CREATE TABLE refused (change INTEGER PRIMARY KEY REFERENCES change(id), why TEXT NOT NULL);
CREATE TABLE disputed (change INTEGER PRIMARY KEY REFERENCES change(id), why TEXT NOT NULL);
-- What somebody tried here without the right: of this file alone, the newest ones.
CREATE TABLE attempt (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, verb TEXT NOT NULL, say TEXT NOT NULL);
-- What a chain knew of another one, and from which of its changes on.
CREATE TABLE seen (
	chain INTEGER, other INTEGER, seq INTEGER, upto INTEGER,
	PRIMARY KEY (chain, other, seq)
) WITHOUT ROWID;
-- Who wrote what: kind as in store/kinds.h, col is "*" for the row as a whole. head: no other write knows of this one.
CREATE TABLE cell (
	row BLOB, kind INTEGER, col TEXT, head INTEGER, hlc INTEGER, change INTEGER REFERENCES change(id),
	PRIMARY KEY (row, kind, col, head, hlc, change)
) WITHOUT ROWID;
CREATE INDEX cell_grant ON cell(change) WHERE kind IN (12, 22);   -- what rights rest on: persons, speaks; few
-- Rows whose pointer in force would close a ring of them: it is kept here and does not show (store/ring.h).
CREATE TABLE ring (kind INTEGER, col TEXT, row BLOB, target BLOB, PRIMARY KEY (kind, col, row)) WITHOUT ROWID;
CREATE TABLE held (hash BLOB PRIMARY KEY, body TEXT NOT NULL, why TEXT, came TEXT) WITHOUT ROWID;
CREATE INDEX held_why ON held(why);
-- Cells that copies wrote differently, apart from one another (store/merge.h).
CREATE TABLE clash (row BLOB, kind INTEGER, col TEXT, PRIMARY KEY (row, kind, col)) WITHOUT ROWID;
-- What other copies said they have: the beginnings of hashes, eight bytes each (store/lack.h). Two copies that go by one name are told
-- apart by the chain that each writes (0: it has written nothing).
CREATE TABLE peer (site TEXT, chain INTEGER, has BLOB, at INTEGER, PRIMARY KEY (site, chain)) WITHOUT ROWID;
-- Changes that the copy which made them has signed as the newest of its chain, with the line that says so (exchange/tip.h).
CREATE TABLE tip (change INTEGER PRIMARY KEY REFERENCES change(id), line TEXT NOT NULL);
-- Which change takes back which (of a batch: its last).
CREATE TABLE undone (
	target INTEGER REFERENCES change(id), by INTEGER REFERENCES change(id),
	PRIMARY KEY (target, by)
) WITHOUT ROWID;
CREATE TABLE blob (sha TEXT PRIMARY KEY, bytes BLOB NOT NULL);            -- source files, by SHA-256 in hex

-- 2 The rows: a table a kind (store/kinds.c). key never leaves this file, id is the same everywhere ------------------------------

CREATE TABLE plan (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	title TEXT, number TEXT, issued TEXT, handed TEXT, year INTEGER, region TEXT, state TEXT,
	same_as INTEGER REFERENCES plan(key)
);
CREATE INDEX plan_same ON plan(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE source (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	plan INTEGER REFERENCES plan(key), name TEXT, sha TEXT, charset TEXT
);
CREATE INDEX source_plan ON source(plan);

CREATE TABLE item (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	plan INTEGER REFERENCES plan(key), parent INTEGER REFERENCES item(key),
	number TEXT, kind TEXT, title TEXT, text TEXT, pos INTEGER, first_line INTEGER, last_line INTEGER,
	owes TEXT, state TEXT, same_as INTEGER REFERENCES item(key)
);
CREATE INDEX item_top ON item(plan, pos) WHERE parent IS NULL;
CREATE INDEX item_order ON item(plan, pos);
CREATE INDEX item_campaign ON item(plan, pos) WHERE kind = 'campaign';
CREATE INDEX item_parent ON item(parent, pos) WHERE parent IS NOT NULL;
CREATE INDEX item_number ON item(number, plan);
CREATE INDEX item_same ON item(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE unit (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	region TEXT, name TEXT, short TEXT, kind TEXT, same_as INTEGER REFERENCES unit(key)
);
CREATE INDEX unit_name ON unit(name);
CREATE INDEX unit_same ON unit(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE name (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	unit INTEGER REFERENCES unit(key), name TEXT, kind TEXT, since TEXT, until TEXT
);
CREATE INDEX name_unit ON name(unit);

CREATE TABLE member (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	grp INTEGER REFERENCES unit(key), unit INTEGER REFERENCES unit(key), since TEXT, until TEXT
);
CREATE INDEX member_grp ON member(grp);
CREATE INDEX member_unit ON member(unit);

CREATE TABLE contact (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	unit INTEGER REFERENCES unit(key), name TEXT, phone TEXT, note TEXT, pos INTEGER, until TEXT
);
CREATE INDEX contact_unit ON contact(unit);

CREATE TABLE assignment (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), unit INTEGER REFERENCES unit(key), role TEXT, pos INTEGER
);
CREATE INDEX assignment_item ON assignment(item, pos);
CREATE INDEX assignment_unit ON assignment(unit, item);

CREATE TABLE deadline (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), pos INTEGER, kind TEXT, text TEXT, start TEXT, due TEXT, due_excluded TEXT,
	minute INTEGER, rhythm TEXT, period TEXT, shift INTEGER, count INTEGER, count_unit TEXT, from_receipt INTEGER,
	deliverable TEXT, day_off TEXT, unit INTEGER REFERENCES unit(key), asks TEXT
);
CREATE INDEX deadline_item ON deadline(item, pos);

CREATE TABLE figure (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	plan INTEGER REFERENCES plan(key), name TEXT, word TEXT, scale INTEGER, definition TEXT,
	same_as INTEGER REFERENCES figure(key)
);
CREATE INDEX figure_plan ON figure(plan);
CREATE INDEX figure_same ON figure(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE target (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), pos INTEGER,
	num_figure INTEGER REFERENCES figure(key), den_figure INTEGER REFERENCES figure(key),
	total_figure INTEGER REFERENCES figure(key), excluded_figure INTEGER REFERENCES figure(key),
	comparator TEXT, num INTEGER, den INTEGER, scope TEXT, soft INTEGER, text TEXT, excluded TEXT,
	deadline INTEGER REFERENCES deadline(key)
);
CREATE INDEX target_item ON target(item, pos);
CREATE INDEX target_num ON target(num_figure) WHERE num_figure IS NOT NULL;
CREATE INDEX target_den ON target(den_figure) WHERE den_figure IS NOT NULL;
CREATE INDEX target_total ON target(total_figure) WHERE total_figure IS NOT NULL;
CREATE INDEX target_excluded ON target(excluded_figure) WHERE excluded_figure IS NOT NULL;

CREATE TABLE measure (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), pos INTEGER, text TEXT, deadline TEXT, state TEXT, reason TEXT
);
CREATE INDEX measure_item ON measure(item, pos);

CREATE TABLE person (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	login TEXT, name TEXT, unit INTEGER REFERENCES unit(key), role TEXT, public_key TEXT
);
CREATE INDEX person_admin ON person(key) WHERE role = 'admin';

CREATE TABLE setting (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, value TEXT
);
CREATE INDEX setting_name ON setting(name);

CREATE TABLE receipt (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), unit INTEGER REFERENCES unit(key), signed TEXT
);
CREATE INDEX receipt_item ON receipt(item, unit);

CREATE TABLE duty (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), unit INTEGER REFERENCES unit(key), deadline INTEGER REFERENCES deadline(key),
	occ TEXT, report INTEGER REFERENCES entry(key), review TEXT, state TEXT, due TEXT,
	extension TEXT, asked TEXT, asked_on TEXT, closed_due TEXT, closed_act_by TEXT, light TEXT
);
CREATE INDEX duty_item ON duty(item, unit, deadline, occ);
CREATE INDEX duty_granted ON duty(item) WHERE due IS NOT NULL;      -- few have a date of their own

-- made_by and made_at come from the change that made it.
CREATE TABLE entry (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	item INTEGER REFERENCES item(key), unit INTEGER REFERENCES unit(key), deadline INTEGER REFERENCES deadline(key),
	occ TEXT, verb TEXT, day TEXT, text TEXT, way TEXT, who TEXT, promised TEXT, material TEXT,
	made_by TEXT, made_at INTEGER, level TEXT
);
CREATE INDEX entry_item ON entry(item, verb, unit);
CREATE INDEX entry_unit ON entry(unit);
CREATE INDEX entry_call ON entry(unit, made_at) WHERE verb = 'urge';
CREATE INDEX entry_urge ON entry(item, unit) WHERE verb = 'urge';

CREATE TABLE amount (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	entry INTEGER REFERENCES entry(key), figure INTEGER REFERENCES figure(key), n INTEGER
);
CREATE INDEX amount_entry ON amount(entry);

CREATE TABLE value (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	figure INTEGER REFERENCES figure(key), unit INTEGER REFERENCES unit(key), period TEXT, reported INTEGER, accepted INTEGER
);
CREATE INDEX value_figure ON value(figure, period, unit);

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

CREATE TABLE view (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, filter TEXT, sort TEXT, screen TEXT, digit INTEGER, owner TEXT
);

CREATE TABLE speaks (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	site TEXT, unit INTEGER REFERENCES unit(key), every INTEGER
);
CREATE INDEX speaks_site ON speaks(site);

CREATE TABLE site (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, public_key TEXT, was TEXT
);

-- 3 What is derived, up to the horizon; never depends on today. -2147483648 stands for "no date", 2147483647 for "never" ----------

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
-- What a unit is silent about, the earliest due first (store/calls.c).
CREATE INDEX duty_state_silent ON duty_state(unit, due, item) WHERE NOT standing AND state = 'o' AND (report = '' OR review = 'x');
CREATE INDEX duty_state_promised ON duty_state(promised) WHERE promised > -2147483648;      -- few have one

-- Sums of duties with the same dates. kind 0 plan, 1 item (and all items above it), 2 unit within a plan, 3 all open plans, 4 the same by due, begins and shows alone
-- (the other dates 0). pane, of an item: 1 a task at the top, 2 a campaign, 0 neither.
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

-- What each item counts for, and the sums by plan (store/counts.c): a start counts nothing.
CREATE TABLE item_count (
	item INTEGER PRIMARY KEY, plan INTEGER NOT NULL, tasks INTEGER NOT NULL, campaigns INTEGER NOT NULL, ownerless INTEGER NOT NULL,
	leaves INTEGER NOT NULL, measures INTEGER NOT NULL, measures_done INTEGER NOT NULL
);
CREATE TABLE plan_count (
	plan INTEGER PRIMARY KEY, tasks INTEGER NOT NULL, campaigns INTEGER NOT NULL, ownerless INTEGER NOT NULL,
	leaves INTEGER NOT NULL, measures INTEGER NOT NULL, measures_done INTEGER NOT NULL
);
