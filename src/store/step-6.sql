-- From schema 5 to 6: the keys of copies, and what they have signed. Comes to what schema.sql makes.

CREATE TABLE tip (change INTEGER PRIMARY KEY REFERENCES change(id), line TEXT NOT NULL);

CREATE TABLE site (
	key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER,
	name TEXT, public_key TEXT
);
