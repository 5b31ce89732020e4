-- Rounds as a whole: unit class, void and redone rounds, quorum, order of lines, agenda, 人员名单; the reasons for a 废票.

-- Of each kind and unit class there is one round that isn't void: a UNIQUE that only a new table can drop. While the old
-- table is gone its groups, lines and documents have no parent; the rows that come back under the same ids are theirs
-- again, which the commit checks.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE round_before AS SELECT * FROM round;

DROP TABLE round;

CREATE TABLE round (
	id                 TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id        TEXT    NOT NULL REFERENCES campaign (id),
	kind               TEXT    NOT NULL CHECK (kind IN ('internal', 'social')),
	date               TEXT    NOT NULL CHECK (date = '' OR date(date) IS date),
	time               TEXT    NOT NULL,
	place              TEXT    NOT NULL,
	convener           TEXT    NOT NULL,
	chair              TEXT    NOT NULL,
	scrutineers        TEXT    NOT NULL,
	tellers            TEXT    NOT NULL,
	observers          TEXT    NOT NULL,
	form_frozen        INTEGER NOT NULL CHECK (form_frozen IN (0, 1)),
	unit_class         TEXT    NOT NULL CHECK (unit_class IN ('', 'party', 'economy', 'enforcement')),
	attempt            INTEGER NOT NULL CHECK (attempt > 0), -- 第几次
	state              TEXT    NOT NULL CHECK (state IN ('open', 'sealed', 'void')),
	void_reason        TEXT    NOT NULL,
	line_order         TEXT    NOT NULL CHECK (line_order IN ('rank', 'strokes')),
	quorum_numerator   INTEGER NOT NULL CHECK (quorum_numerator > 0),
	quorum_denominator INTEGER NOT NULL CHECK (quorum_denominator >= quorum_numerator),
	quorum_inclusive   INTEGER NOT NULL CHECK (quorum_inclusive IN (0, 1)),
	agenda             TEXT    NOT NULL, -- an item per line
	CHECK (kind = 'social' OR unit_class = ''),
	CHECK ((state = 'void') = (void_reason <> '')),
	UNIQUE (campaign_id, kind, unit_class, attempt)
) STRICT, WITHOUT ROWID;

INSERT INTO round SELECT id, campaign_id, kind, date, time, place, convener, chair, scrutineers, tellers, observers, form_frozen,
	'', 1, 'open', '', 'rank', 1, 2, 0, '' FROM round_before;

DROP TABLE round_before;

CREATE UNIQUE INDEX round_live ON round (campaign_id, kind, unit_class) WHERE state <> 'void';

ALTER TABLE round_group ADD COLUMN paper TEXT NOT NULL DEFAULT ''; -- 纸色; '' is white

-- 人员名单: who is invited and who came. It is a list of names beside the round; no ballot knows of it.
CREATE TABLE invitee (
	round_id TEXT    NOT NULL,
	number   INTEGER NOT NULL CHECK (number > 0),
	kind     TEXT    NOT NULL,
	name     TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
	post     TEXT    NOT NULL,
	present  INTEGER NOT NULL CHECK (present IN (0, 1)),
	PRIMARY KEY (round_id, number),
	FOREIGN KEY (round_id, kind) REFERENCES round_group (round_id, kind)
) STRICT, WITHOUT ROWID;

-- The office's reasons for a 废票 in the order of their keys; empty: the usual ones. Ballots hold the words themselves.
CREATE TABLE spoil_reason (
	rank   INTEGER NOT NULL PRIMARY KEY CHECK (rank > 0),
	reason TEXT    NOT NULL UNIQUE CHECK (reason <> '')
) STRICT, WITHOUT ROWID;

-- Only an open round changes. A sealed one can be opened again, a void one stays as it is.
CREATE TRIGGER round_closed_update BEFORE UPDATE ON round
WHEN old.state <> 'open' AND NOT (
	old.state = 'sealed' AND new.state = 'open'
	AND (new.id, new.campaign_id, new.kind, new.date, new.time, new.place, new.convener, new.chair, new.scrutineers, new.tellers,
		new.observers, new.form_frozen, new.unit_class, new.attempt, new.void_reason, new.line_order, new.quorum_numerator,
		new.quorum_denominator, new.quorum_inclusive, new.agenda)
	IS (old.id, old.campaign_id, old.kind, old.date, old.time, old.place, old.convener, old.chair, old.scrutineers, old.tellers,
		old.observers, old.form_frozen, old.unit_class, old.attempt, old.void_reason, old.line_order, old.quorum_numerator,
		old.quorum_denominator, old.quorum_inclusive, old.agenda)) BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER round_closed_delete BEFORE DELETE ON round WHEN old.state <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round stays');
END;

CREATE TRIGGER round_group_closed_insert BEFORE INSERT ON round_group
WHEN (SELECT state FROM round WHERE id = new.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER round_group_closed_update BEFORE UPDATE ON round_group
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' OR new.round_id <> old.round_id BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER round_group_closed_delete BEFORE DELETE ON round_group
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER line_closed_insert BEFORE INSERT ON line WHEN (SELECT state FROM round WHERE id = new.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER line_closed_update BEFORE UPDATE ON line
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' OR new.round_id <> old.round_id BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER line_closed_delete BEFORE DELETE ON line WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER invitee_closed_insert BEFORE INSERT ON invitee WHEN (SELECT state FROM round WHERE id = new.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER invitee_closed_update BEFORE UPDATE ON invitee
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' OR new.round_id <> old.round_id BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;

CREATE TRIGGER invitee_closed_delete BEFORE DELETE ON invitee WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'a closed round never changes');
END;
