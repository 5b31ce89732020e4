-- 评议对象 and 自查自评 as a whole: unit classes, opinions, the way of a report through review, pledges.

ALTER TABLE target ADD COLUMN unit_class TEXT NOT NULL DEFAULT '' CHECK (unit_class IN ('', 'party', 'economy', 'enforcement'));

-- A target's own day for its report; without a row here the campaign's holds.
CREATE TABLE report_due (
	target_id TEXT NOT NULL PRIMARY KEY REFERENCES target (id),
	due       TEXT NOT NULL CHECK (date(due) IS due)
) STRICT, WITHOUT ROWID;

-- The way of each text: it stands where its last review left it. The record only grows. text is the version that was
-- handed in, with the self-rating or the pledges in words.
CREATE TABLE review (
	target_id TEXT    NOT NULL REFERENCES target (id),
	part      TEXT    NOT NULL CHECK (part IN ('report', 'commitment')),
	number    INTEGER NOT NULL CHECK (number > 0),
	kind      TEXT    NOT NULL CHECK (kind IN ('drafted', 'submitted', 'returned', 'approved', 'reopened', 'published')),
	by        TEXT    NOT NULL CHECK (by <> ''),
	date      TEXT    NOT NULL CHECK (date(date) IS date),
	opinion   TEXT    NOT NULL CHECK (opinion <> '' OR kind NOT IN ('returned', 'reopened')),
	until     TEXT    NOT NULL CHECK (iif(kind = 'returned', date(until) IS until AND until >= date, until = '')),
	place     TEXT    NOT NULL CHECK ((kind = 'published') = (place <> '')),
	first_day TEXT    NOT NULL CHECK (iif(kind = 'published', date(first_day) IS first_day, first_day = '')),
	last_day  TEXT    NOT NULL CHECK (iif(kind = 'published', date(last_day) IS last_day AND last_day >= first_day, last_day = '')),
	text      TEXT    NOT NULL CHECK ((kind = 'submitted') = (text <> '')),
	operator  TEXT    NOT NULL CHECK (operator <> ''),
	at        TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	PRIMARY KEY (target_id, part, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN
	SELECT raise(ABORT, 'the record of reviews only grows');
END;

CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN
	SELECT raise(ABORT, 'the record of reviews only grows');
END;

-- Approved is what was submitted, published is what was approved.
CREATE TRIGGER review_in_turn BEFORE INSERT ON review
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM review WHERE target_id = new.target_id AND part = new.part)
	OR new.kind IN ('returned', 'approved') AND (SELECT kind FROM review WHERE target_id = new.target_id AND part = new.part
		ORDER BY number DESC LIMIT 1) IS NOT 'submitted'
	OR new.kind = 'published' AND coalesce((SELECT kind FROM review WHERE target_id = new.target_id AND part = new.part
		ORDER BY number DESC LIMIT 1), '') NOT IN ('approved', 'published') BEGIN
	SELECT raise(ABORT, 'a review out of turn');
END;

-- What is under review, approved or published doesn't change.
CREATE VIEW locked_part AS
	SELECT target_id, part FROM review AS r WHERE kind IN ('submitted', 'approved', 'published')
		AND number = (SELECT max(number) FROM review WHERE target_id = r.target_id AND part = r.part);

CREATE TRIGGER report_locked BEFORE UPDATE ON report
WHEN new.target_id <> old.target_id
	OR new.text <> old.text AND EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'report')
	OR new.commitment <> old.commitment AND EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'commitment') BEGIN
	SELECT raise(ABORT, 'a text under review never changes');
END;

CREATE TRIGGER report_no_delete BEFORE DELETE ON report WHEN EXISTS (SELECT 1 FROM review WHERE target_id = old.target_id) BEGIN
	SELECT raise(ABORT, 'a reviewed report stays');
END;

CREATE TRIGGER self_rating_insert BEFORE INSERT ON self_rating
WHEN EXISTS (SELECT 1 FROM locked_part WHERE target_id = new.target_id AND part = 'report') BEGIN
	SELECT raise(ABORT, 'a self-rating under review never changes');
END;

CREATE TRIGGER self_rating_update BEFORE UPDATE ON self_rating
WHEN EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'report') BEGIN
	SELECT raise(ABORT, 'a self-rating under review never changes');
END;

CREATE TRIGGER self_rating_delete BEFORE DELETE ON self_rating
WHEN EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'report') BEGIN
	SELECT raise(ABORT, 'a self-rating under review never changes');
END;

-- 承诺事项: 承诺 → 践诺 → 评诺.
CREATE TABLE pledge (
	id        TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	target_id TEXT    NOT NULL REFERENCES target (id),
	number    INTEGER NOT NULL CHECK (number > 0),
	content   TEXT    NOT NULL CHECK (content <> ''),
	due       TEXT    NOT NULL CHECK (due = '' OR date(due) IS due),
	state     TEXT    NOT NULL CHECK (state IN ('made', 'done', 'kept', 'broken')),
	evidence  TEXT    NOT NULL,
	done_on   TEXT    NOT NULL CHECK (done_on = '' OR date(done_on) IS done_on),
	judge     TEXT    NOT NULL,
	judged_on TEXT    NOT NULL CHECK (judged_on = '' OR date(judged_on) IS judged_on),
	remark    TEXT    NOT NULL,
	item_id   TEXT    UNIQUE REFERENCES ledger_item (id), -- NULL: not in the ledger
	CHECK ((evidence = '') = (done_on = '')),
	CHECK (state <> 'made' OR done_on = ''),
	CHECK (state NOT IN ('done', 'kept') OR done_on <> ''),
	CHECK ((state IN ('kept', 'broken')) = (judge <> '' AND judged_on <> '')),
	CHECK (state = 'broken' OR item_id IS NULL),
	UNIQUE (target_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER pledge_insert BEFORE INSERT ON pledge
WHEN NOT EXISTS (SELECT 1 FROM pledge WHERE id = new.id)
	AND EXISTS (SELECT 1 FROM locked_part WHERE target_id = new.target_id AND part = 'commitment') BEGIN
	SELECT raise(ABORT, 'a commitment under review never changes');
END;

CREATE TRIGGER pledge_locked BEFORE UPDATE ON pledge
WHEN (new.target_id, new.number, new.content, new.due) IS NOT (old.target_id, old.number, old.content, old.due)
	AND EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'commitment') BEGIN
	SELECT raise(ABORT, 'a commitment under review never changes');
END;

CREATE TRIGGER pledge_delete BEFORE DELETE ON pledge
WHEN old.state <> 'made' OR EXISTS (SELECT 1 FROM locked_part WHERE target_id = old.target_id AND part = 'commitment') BEGIN
	SELECT raise(ABORT, 'a commitment under review never changes');
END;

-- 征求意见: the gatherings and what was said there. What is written on the ballots of a round hangs under one gathering
-- without a date.
CREATE TABLE gathering (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	channel     TEXT    NOT NULL CHECK (channel IN ('forum', 'box', 'visit', 'interview', 'ballot-sheet')),
	round_id    TEXT    UNIQUE REFERENCES round (id), -- ballot sheets only
	date        TEXT    NOT NULL CHECK (iif(channel = 'ballot-sheet', date = '', date(date) IS date)),
	place       TEXT    NOT NULL,
	hosts       TEXT    NOT NULL,
	people      INTEGER NOT NULL CHECK (people >= 0),
	note        TEXT    NOT NULL,
	CHECK ((channel = 'ballot-sheet') = (round_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX gathering_campaign ON gathering (campaign_id);

CREATE TABLE opinion (
	id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	gathering_id TEXT    NOT NULL REFERENCES gathering (id),
	number       INTEGER NOT NULL CHECK (number >= 0), -- the order in which they were noted; 0 on ballots, which have none
	target_id    TEXT    REFERENCES target (id),       -- NULL: general
	aspect       TEXT    NOT NULL CHECK (aspect IN ('', 'work', 'conduct')),
	criterion    INTEGER NOT NULL CHECK (criterion BETWEEN 0 AND 8), -- 0: none in particular
	text         TEXT    NOT NULL CHECK (text <> ''),
	CHECK (criterion = 0 OR aspect <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX opinion_gathering ON opinion (gathering_id, number);
