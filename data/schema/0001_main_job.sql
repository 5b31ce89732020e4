-- The main job: campaign, targets, reports, rounds, ballots, ledger, journal.
-- Every table is STRICT; enums, dates and counts are CHECKed, so that a slip in the program cannot
-- become a record. An unset date is ''. An id is 32 hex digits.

CREATE TABLE operator (
	name   TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 30),
	chosen INTEGER NOT NULL CHECK (chosen > 0) -- the higher, the later chosen
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign (
	id                   TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	year                 INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2199),
	title                TEXT    NOT NULL CHECK (title <> ''),
	basis                TEXT    NOT NULL,
	office               TEXT    NOT NULL CHECK (office <> ''),
	office_short         TEXT    NOT NULL,
	number_prefix        TEXT    NOT NULL,
	county               TEXT    NOT NULL,
	leading_group_office TEXT    NOT NULL,
	supervision_group    TEXT    NOT NULL,
	party_group_head     TEXT    NOT NULL,
	satisfied            INTEGER NOT NULL CHECK (satisfied BETWEEN 0 AND 100),
	mostly_satisfied     INTEGER NOT NULL CHECK (mostly_satisfied BETWEEN 0 AND 100),
	dissatisfied         INTEGER NOT NULL CHECK (dissatisfied BETWEEN 0 AND 100),
	count_unfamiliar     INTEGER NOT NULL CHECK (count_unfamiliar IN (0, 1)),
	internal_weight      INTEGER NOT NULL CHECK (internal_weight BETWEEN 0 AND 100),
	current              INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX campaign_current ON campaign (current) WHERE current = 1;

CREATE TABLE phase (
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
	first_day   TEXT    NOT NULL CHECK (date(first_day) IS first_day),
	last_day    TEXT    NOT NULL CHECK (date(last_day) IS last_day AND last_day >= first_day),
	PRIMARY KEY (campaign_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND 8),
	aspect      TEXT    NOT NULL CHECK (aspect IN ('work', 'conduct')),
	name        TEXT    NOT NULL CHECK (name <> ''),
	short       TEXT    NOT NULL CHECK (short <> ''),
	text        TEXT    NOT NULL,
	focus       TEXT    NOT NULL,
	PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
	kind        TEXT    NOT NULL CHECK (kind IN ('team', 'leader', 'key-post', 'service-window', 'risk-post')),
	level       TEXT    NOT NULL CHECK (level IN ('', 'principal', 'member', 'unit-head') AND (kind = 'leader') = (level <> '')),
	post        TEXT    NOT NULL,
	unit        TEXT    NOT NULL,
	rank        INTEGER NOT NULL CHECK (rank > 0),
	ask         TEXT    NOT NULL CHECK (ask IN ('overall', 'aspects', 'criteria')),
	withdrawn   INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
	note        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX target_campaign ON target (campaign_id, rank);

CREATE TABLE report (
	target_id  TEXT NOT NULL PRIMARY KEY REFERENCES target (id),
	text       TEXT NOT NULL,
	commitment TEXT NOT NULL,
	saved_at   TEXT NOT NULL CHECK (datetime(saved_at) IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE self_rating (
	target_id TEXT    NOT NULL REFERENCES report (target_id),
	number    INTEGER NOT NULL CHECK (number BETWEEN 1 AND 8),
	grade     TEXT    NOT NULL CHECK (grade IN ('good', 'fair', 'average', 'poor')),
	PRIMARY KEY (target_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE round (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	kind        TEXT    NOT NULL CHECK (kind IN ('internal', 'social')),
	date        TEXT    NOT NULL CHECK (date = '' OR date(date) IS date),
	time        TEXT    NOT NULL,
	place       TEXT    NOT NULL,
	convener    TEXT    NOT NULL,
	chair       TEXT    NOT NULL,
	scrutineers TEXT    NOT NULL,
	tellers     TEXT    NOT NULL,
	observers   TEXT    NOT NULL,
	form_frozen INTEGER NOT NULL CHECK (form_frozen IN (0, 1)),
	UNIQUE (campaign_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_group (
	id         TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	round_id   TEXT    NOT NULL REFERENCES round (id),
	kind       TEXT    NOT NULL CHECK (kind IN ('staff', 'party-delegate', 'peoples-deputy', 'cppcc-member', 'service-user')),
	expected   INTEGER NOT NULL CHECK (expected >= 0),
	present    INTEGER NOT NULL CHECK (present >= 0),
	printed    INTEGER NOT NULL CHECK (printed >= 0),
	issued     INTEGER NOT NULL CHECK (issued >= 0),
	returned   INTEGER NOT NULL CHECK (returned >= 0),
	unreturned INTEGER NOT NULL CHECK (unreturned >= 0),
	valid      INTEGER NOT NULL CHECK (valid >= 0),
	spoiled    INTEGER NOT NULL CHECK (spoiled >= 0),
	UNIQUE (round_id, kind)
) STRICT, WITHOUT ROWID;

-- The frozen lines of a round's ballot; a round without rows here still follows the targets.
CREATE TABLE line (
	round_id    TEXT    NOT NULL REFERENCES round (id),
	number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND 48),
	target_id   TEXT    NOT NULL REFERENCES target (id),
	target_name TEXT    NOT NULL CHECK (target_name <> ''),
	target_kind TEXT    NOT NULL CHECK (target_kind IN ('team', 'leader', 'key-post', 'service-window', 'risk-post')),
	item        TEXT    NOT NULL CHECK (item IN ('overall', 'work', 'conduct', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8')),
	label       TEXT    NOT NULL CHECK (label <> ''),
	focus       TEXT    NOT NULL,
	PRIMARY KEY (round_id, number)
) STRICT, WITHOUT ROWID;

-- One row is one sheet of paper: a random key, no rowid, no time, no person. The position in the
-- stack is only for keying and becomes NULL at the seal. The key begins with the group so that a group's
-- sheets are read together and saving one touches one page: a second index would double its cost.
CREATE TABLE ballot (
	group_id TEXT    NOT NULL REFERENCES round_group (id),
	id       TEXT    NOT NULL CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	position INTEGER CHECK (position > 0),
	marks    TEXT    NOT NULL CHECK (length(marks) <= 48 AND marks NOT GLOB '*[^0-5]*'),
	spoiled  TEXT    NOT NULL CHECK ((spoiled = '') = (marks <> '')),
	PRIMARY KEY (group_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_item (
	id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id  TEXT    NOT NULL REFERENCES campaign (id),
	number       INTEGER NOT NULL CHECK (number > 0),
	problem      TEXT    NOT NULL CHECK (problem <> ''),
	source       TEXT    NOT NULL,
	target_id    TEXT    REFERENCES target (id), -- NULL: the office as a whole
	measures     TEXT    NOT NULL,
	goal         TEXT    NOT NULL,
	leader       TEXT    NOT NULL,
	unit         TEXT    NOT NULL,
	person       TEXT    NOT NULL,
	due          TEXT    NOT NULL CHECK (due = '' OR date(due) IS due),
	class        TEXT    NOT NULL CHECK (class IN ('immediate', 'deadline', 'long-term')),
	percent      INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
	state        TEXT    NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
	closing_note TEXT    NOT NULL,
	acceptor     TEXT    NOT NULL,
	closed_on    TEXT    NOT NULL CHECK (closed_on = '' OR date(closed_on) IS closed_on),
	CHECK ((state = 'closed') = (closed_on <> '' AND closing_note <> '' AND acceptor <> '')),
	UNIQUE (campaign_id, number)
) STRICT, WITHOUT ROWID;

-- Who did what when: a hash chain that only grows. Never a grade, never an opinion.
CREATE TABLE journal (
	number   INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
	at       TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	record   TEXT    NOT NULL,
	what     TEXT    NOT NULL CHECK (what <> ''),
	previous BLOB    NOT NULL CHECK (length(previous) = 32),
	hash     BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
	SELECT raise(ABORT, 'the journal only grows');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
	SELECT raise(ABORT, 'the journal only grows');
END;
