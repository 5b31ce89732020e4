-- 突出问题, 整改台账 as a whole, 活动记录, and the end of a campaign.

-- Opinions merged into one problem. How many they are is counted, never stored.
CREATE TABLE problem (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	title       TEXT    NOT NULL CHECK (title <> ''),
	content     TEXT    NOT NULL,
	cause       TEXT    NOT NULL,
	aspect      TEXT    NOT NULL CHECK (aspect IN ('', 'work', 'conduct')),
	criterion   INTEGER NOT NULL CHECK (criterion BETWEEN 0 AND 8), -- 0: none in particular
	target_id   TEXT    REFERENCES target (id),                     -- NULL: the office as a whole
	prominent   INTEGER NOT NULL CHECK (prominent IN (0, 1)),
	CHECK (criterion = 0 OR aspect <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX problem_campaign ON problem (campaign_id);

ALTER TABLE opinion ADD COLUMN problem_id TEXT REFERENCES problem (id); -- NULL: not merged

CREATE INDEX opinion_problem ON opinion (problem_id) WHERE problem_id IS NOT NULL;

-- The ledger gets the states 待审 and 待销号: a CHECK can't be changed, so the table is made anew under its own name.
-- Until the rows are back, the pledges that refer to them wait.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE old_item AS SELECT * FROM ledger_item;

DROP TABLE ledger_item;

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
	state        TEXT    NOT NULL CHECK (state IN ('draft', 'review', 'open', 'closing', 'closed')),
	closing_note TEXT    NOT NULL,
	acceptor     TEXT    NOT NULL,
	closed_on    TEXT    NOT NULL CHECK (closed_on = '' OR date(closed_on) IS closed_on),
	problem_id   TEXT    UNIQUE REFERENCES problem (id),     -- NULL: not from a problem
	origin_id    TEXT    UNIQUE REFERENCES ledger_item (id), -- the item that it carries on; NULL: none
	CHECK ((state = 'closed') = (closed_on <> '')),
	CHECK ((state = 'closed') = (acceptor <> '')),
	CHECK (state NOT IN ('closing', 'closed') OR closing_note <> ''),
	UNIQUE (campaign_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_item SELECT id, campaign_id, number, problem, source, target_id, measures, goal, leader, unit, person, due, class,
	percent, state, closing_note, acceptor, closed_on, NULL, NULL FROM old_item;

DROP TABLE old_item;

-- What hangs under an item. number is the order in which the entries were made.
CREATE TABLE item_step (
	id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	content TEXT    NOT NULL CHECK (content <> ''),
	due     TEXT    NOT NULL CHECK (date(due) IS due),
	done_on TEXT    NOT NULL CHECK (done_on = '' OR date(done_on) IS done_on),
	note    TEXT    NOT NULL,
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_progress (
	id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	date    TEXT    NOT NULL CHECK (date(date) IS date),
	percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
	text    TEXT    NOT NULL CHECK (text <> ''),
	by      TEXT    NOT NULL,
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

-- A note, or a file with what it shows.
CREATE TABLE evidence (
	id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	date    TEXT    NOT NULL CHECK (date(date) IS date),
	text    TEXT    NOT NULL,
	name    TEXT    NOT NULL CHECK (name NOT GLOB '*[/\]*'), -- of the file; '': a note
	kind    TEXT    NOT NULL CHECK (kind IN ('', 'picture', 'pdf', 'document', 'table', 'slides', 'text', 'archive', 'media', 'other')),
	size    INTEGER NOT NULL CHECK (size BETWEEN 0 AND 20971520),
	sha256  TEXT    NOT NULL,
	CHECK (text <> '' OR name <> ''),
	CHECK (iif(name = '', kind = '' AND size = 0 AND sha256 = '', kind <> '' AND size > 0 AND length(sha256) = 64)),
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

-- The bytes, apart so that reading the ledger stays quick.
CREATE TABLE attachment (
	evidence_id TEXT NOT NULL PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE,
	content     BLOB NOT NULL CHECK (length(content) > 0)
) STRICT;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment BEGIN
	SELECT raise(ABORT, 'an attachment never changes');
END;

CREATE TABLE item_publication (
	id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	date    TEXT    NOT NULL CHECK (date(date) IS date),
	subject TEXT    NOT NULL CHECK (subject IN ('measures', 'effect')),
	place   TEXT    NOT NULL CHECK (place <> ''),
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id     TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number      INTEGER NOT NULL CHECK (number > 0),
	date        TEXT    NOT NULL CHECK (date(date) IS date),
	by          TEXT    NOT NULL CHECK (by <> ''),
	finding     TEXT    NOT NULL CHECK (finding <> ''),
	document_id TEXT    REFERENCES document (id) ON DELETE SET NULL, -- the 督办通知单; NULL: none
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE accountability (
	id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	item_id TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	date    TEXT    NOT NULL CHECK (date(date) IS date),
	person  TEXT    NOT NULL CHECK (person <> ''),
	reason  TEXT    NOT NULL CHECK (reason <> ''),
	measure TEXT    NOT NULL CHECK (measure <> ''),
	decider TEXT    NOT NULL CHECK (decider <> ''),
	UNIQUE (item_id, number)
) STRICT, WITHOUT ROWID;

-- Every 变更时限. The record only grows.
CREATE TABLE due_change (
	item_id  TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number   INTEGER NOT NULL CHECK (number > 0),
	old_due  TEXT    NOT NULL CHECK (date(old_due) IS old_due),
	new_due  TEXT    NOT NULL CHECK (date(new_due) IS new_due AND new_due <> old_due),
	reason   TEXT    NOT NULL CHECK (reason <> ''),
	approver TEXT    NOT NULL CHECK (approver <> ''),
	date     TEXT    NOT NULL CHECK (date(date) IS date),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	at       TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER due_change_no_update BEFORE UPDATE ON due_change BEGIN
	SELECT raise(ABORT, 'the record of deadlines only grows');
END;

CREATE TRIGGER due_change_no_delete BEFORE DELETE ON due_change WHEN EXISTS (SELECT 1 FROM ledger_item WHERE id = old.item_id) BEGIN
	SELECT raise(ABORT, 'the record of deadlines only grows');
END;

-- The way of an item through its states. The record only grows.
CREATE TABLE item_decision (
	item_id  TEXT    NOT NULL REFERENCES ledger_item (id) ON DELETE CASCADE,
	number   INTEGER NOT NULL CHECK (number > 0),
	kind     TEXT    NOT NULL CHECK (kind IN ('submitted', 'approved', 'rejected', 'applied', 'refused', 'closed')),
	by       TEXT    NOT NULL CHECK (by <> ''),
	date     TEXT    NOT NULL CHECK (date(date) IS date),
	opinion  TEXT    NOT NULL CHECK (opinion <> '' OR kind NOT IN ('rejected', 'refused')),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	at       TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER item_decision_no_update BEFORE UPDATE ON item_decision BEGIN
	SELECT raise(ABORT, 'the record of decisions only grows');
END;

CREATE TRIGGER item_decision_no_delete BEFORE DELETE ON item_decision WHEN EXISTS (SELECT 1 FROM ledger_item WHERE id = old.item_id) BEGIN
	SELECT raise(ABORT, 'the record of decisions only grows');
END;

-- 草拟 → 待审 → 整改中 → 待销号 → 已销号, 驳回 back; an item that carries on one of the last campaign begins where that one stood.
CREATE TRIGGER item_begins BEFORE INSERT ON ledger_item
WHEN new.state <> 'draft' AND NOT EXISTS (SELECT 1 FROM ledger_item WHERE id = new.id) AND (new.origin_id IS NULL OR new.state <> 'open') BEGIN
	SELECT raise(ABORT, 'an item begins as a draft');
END;

CREATE TRIGGER item_in_turn BEFORE UPDATE OF state ON ledger_item
WHEN new.state <> old.state AND old.state || ' ' || new.state NOT IN
	('draft review', 'review open', 'review draft', 'open closing', 'closing open', 'closing closed') BEGIN
	SELECT raise(ABORT, 'a state out of turn');
END;

CREATE TRIGGER item_closes BEFORE UPDATE ON ledger_item
WHEN new.state = 'closed' AND (new.acceptor = new.person
	OR NOT EXISTS (SELECT 1 FROM evidence WHERE item_id = new.id)
	OR NOT EXISTS (SELECT 1 FROM item_publication WHERE item_id = new.id AND subject = 'effect')) BEGIN
	SELECT raise(ABORT, 'an item closes on evidence, publication and another person''s word');
END;

CREATE TRIGGER item_closed BEFORE UPDATE ON ledger_item WHEN old.state = 'closed' BEGIN
	SELECT raise(ABORT, 'a closed item never changes');
END;

CREATE TRIGGER item_due BEFORE UPDATE OF due ON ledger_item
WHEN new.due <> old.due AND old.state <> 'draft' AND NOT EXISTS (SELECT 1 FROM due_change WHERE item_id = old.id
	AND old_due = old.due AND new_due = new.due AND number = (SELECT max(number) FROM due_change WHERE item_id = old.id)) BEGIN
	SELECT raise(ABORT, 'a deadline changes by a 变更时限');
END;

CREATE TRIGGER item_no_delete BEFORE DELETE ON ledger_item WHEN old.state <> 'draft' BEGIN
	SELECT raise(ABORT, 'only a draft is deleted');
END;

-- 活动记录: meetings, publicity, visits from above, and the 先进典型 that were found.
CREATE TABLE event (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	kind        TEXT    NOT NULL CHECK (kind IN ('meeting', 'publicity', 'exemplar', 'visit')),
	date        TEXT    NOT NULL CHECK (date(date) IS date),
	title       TEXT    NOT NULL CHECK (title <> ''),
	place       TEXT    NOT NULL,
	people      TEXT    NOT NULL,
	medium      TEXT    NOT NULL CHECK (medium = '' OR kind = 'publicity'),
	bulletin    INTEGER NOT NULL CHECK (bulletin >= 0 AND (bulletin = 0 OR kind = 'publicity')),
	text        TEXT    NOT NULL,
	reason      TEXT    NOT NULL CHECK (reason = '' OR kind = 'exemplar'),
	publicity   TEXT    NOT NULL CHECK (publicity = '' OR kind = 'exemplar')
) STRICT, WITHOUT ROWID;

CREATE INDEX event_campaign ON event (campaign_id, date);

-- A finished campaign: from here on read-only. The triggers that hold it are made for every table under a campaign (guard.go).
CREATE TABLE archive (
	campaign_id TEXT NOT NULL PRIMARY KEY REFERENCES campaign (id),
	date        TEXT NOT NULL CHECK (date(date) IS date),
	operator    TEXT NOT NULL CHECK (operator <> '')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER archive_no_update BEFORE UPDATE ON archive BEGIN
	SELECT raise(ABORT, 'an archive stays');
END;

CREATE TRIGGER archive_no_delete BEFORE DELETE ON archive BEGIN
	SELECT raise(ABORT, 'an archive stays');
END;
