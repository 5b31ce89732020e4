-- 评议票 from the second pass to the seal (design.md §6, safety.md §4): the second reading of each sheet, entry by totals,
-- the seal. What tells of batches and places here lives only while the round is open.

-- Who keyed a batch in which pass: nobody is in both passes of one. Gone at the seal.
CREATE TABLE batch_keyer (
	group_id TEXT    NOT NULL REFERENCES round_group (id),
	batch    INTEGER NOT NULL CHECK (batch > 0),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	pass     INTEGER NOT NULL CHECK (pass IN (1, 2)),
	PRIMARY KEY (group_id, batch, operator)
) STRICT, WITHOUT ROWID;

-- The second, blind reading of a sheet, by its place in the stack. Gone at the seal.
CREATE TABLE second_reading (
	group_id TEXT    NOT NULL REFERENCES round_group (id),
	position INTEGER NOT NULL CHECK (position > 0),
	marks    TEXT    NOT NULL CHECK (length(marks) <= 48 AND marks NOT GLOB '*[^0-5]*'),
	spoiled  TEXT    NOT NULL CHECK ((spoiled = '') = (marks <> '')),
	PRIMARY KEY (group_id, position)
) STRICT, WITHOUT ROWID;

-- What was decided from the paper where the two readings differed: on one line, or on the whole sheet (line 0). The
-- readings stand in the order of their values: nothing says whose was which. Gone at the seal.
CREATE TABLE settlement (
	group_id     TEXT    NOT NULL,
	position     INTEGER NOT NULL,
	line         INTEGER NOT NULL CHECK (line BETWEEN 0 AND 48),
	one_marks    TEXT    NOT NULL,
	one_spoiled  TEXT    NOT NULL,
	two_marks    TEXT    NOT NULL,
	two_spoiled  TEXT    NOT NULL,
	marks        TEXT    NOT NULL CHECK (length(marks) <= 48 AND marks NOT GLOB '*[^0-5]*'),
	spoiled      TEXT    NOT NULL CHECK ((spoiled = '') = (marks <> '')),
	settled_by   TEXT    NOT NULL CHECK (settled_by <> ''),
	CHECK (line = 0 OR spoiled = '' AND length(marks) = 1),
	CHECK ((one_marks, one_spoiled) < (two_marks, two_spoiled)),
	PRIMARY KEY (group_id, position, line),
	FOREIGN KEY (group_id, position) REFERENCES second_reading (group_id, position)
) STRICT, WITHOUT ROWID;

-- A round without a second pass, with the reason; the count sheet says so.
CREATE TABLE waiver (
	round_id TEXT NOT NULL PRIMARY KEY REFERENCES round (id),
	reason   TEXT NOT NULL CHECK (reason <> ''),
	operator TEXT NOT NULL CHECK (operator <> ''),
	date     TEXT NOT NULL CHECK (date(date) IS date)
) STRICT, WITHOUT ROWID;

-- Entry by totals: a hand count, or the sheet that the county sends back.
CREATE TABLE total (
	group_id TEXT    NOT NULL PRIMARY KEY REFERENCES round_group (id),
	valid    INTEGER NOT NULL CHECK (valid >= 0),
	spoiled  INTEGER NOT NULL CHECK (spoiled >= 0),
	CHECK (valid + spoiled > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE total_line (
	group_id         TEXT    NOT NULL REFERENCES total (group_id),
	number           INTEGER NOT NULL CHECK (number BETWEEN 1 AND 48),
	satisfied        INTEGER NOT NULL CHECK (satisfied >= 0),
	mostly_satisfied INTEGER NOT NULL CHECK (mostly_satisfied >= 0),
	dissatisfied     INTEGER NOT NULL CHECK (dissatisfied >= 0),
	unfamiliar       INTEGER NOT NULL CHECK (unfamiliar >= 0),
	blank            INTEGER NOT NULL CHECK (blank >= 0),
	multiple         INTEGER NOT NULL CHECK (multiple >= 0),
	PRIMARY KEY (group_id, number)
) STRICT, WITHOUT ROWID;

-- The seals of a round. Rows are only ever added: an unsealing is a row of its own.
CREATE TABLE seal (
	round_id TEXT    NOT NULL REFERENCES round (id),
	number   INTEGER NOT NULL CHECK (number > 0),
	at       TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	program  TEXT    NOT NULL CHECK (program <> ''),
	rules    TEXT    NOT NULL CHECK (json_valid(rules)), -- the scoring in force
	salt     BLOB    NOT NULL CHECK (length(salt) = 16),
	hash     BLOB    NOT NULL CHECK (length(hash) = 32),
	journal  INTEGER NOT NULL REFERENCES journal (number), -- the seal's own entry,
	head     BLOB    NOT NULL CHECK (length(head) = 32),    -- and its link
	PRIMARY KEY (round_id, number)
) STRICT, WITHOUT ROWID;

-- What each part of a sealed round hashes to, so that a change is named, not only noticed.
CREATE TABLE seal_part (
	round_id TEXT    NOT NULL,
	number   INTEGER NOT NULL,
	part     TEXT    NOT NULL CHECK (part <> ''),
	digest   BLOB    NOT NULL CHECK (length(digest) = 32),
	PRIMARY KEY (round_id, number, part),
	FOREIGN KEY (round_id, number) REFERENCES seal (round_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE unseal (
	round_id TEXT    NOT NULL,
	number   INTEGER NOT NULL, -- of the seal that it opens
	at       TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	operator TEXT    NOT NULL CHECK (operator <> ''),
	reason   TEXT    NOT NULL CHECK (reason <> ''),
	PRIMARY KEY (round_id, number),
	FOREIGN KEY (round_id, number) REFERENCES seal (round_id, number)
) STRICT, WITHOUT ROWID;

-- Rounds whose order of entry has still to be wiped from the file and from the backups. A kill leaves the mark, and the
-- next start finishes the work.
CREATE TABLE unwiped (
	round_id TEXT NOT NULL PRIMARY KEY REFERENCES round (id)
) STRICT, WITHOUT ROWID;

CREATE VIEW standing_seal AS
	SELECT round_id, number FROM seal WHERE NOT EXISTS
		(SELECT 1 FROM unseal WHERE unseal.round_id = seal.round_id AND unseal.number = seal.number);

CREATE TRIGGER seal_in_turn BEFORE INSERT ON seal
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE round_id = new.round_id)
	OR EXISTS (SELECT 1 FROM standing_seal WHERE round_id = new.round_id) BEGIN
	SELECT raise(ABORT, 'a seal out of turn');
END;

CREATE TRIGGER round_seal BEFORE UPDATE OF state ON round
WHEN new.state <> old.state AND (new.state = 'sealed' OR old.state = 'sealed')
	AND (new.state = 'sealed') <> EXISTS (SELECT 1 FROM standing_seal WHERE round_id = old.id) BEGIN
	SELECT raise(ABORT, 'a round is sealed by a seal and opened by an unsealing');
END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

CREATE TRIGGER seal_part_no_update BEFORE UPDATE ON seal_part BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

CREATE TRIGGER seal_part_no_delete BEFORE DELETE ON seal_part BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

CREATE TRIGGER unseal_no_update BEFORE UPDATE ON unseal BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

CREATE TRIGGER unseal_no_delete BEFORE DELETE ON unseal BEGIN
	SELECT raise(ABORT, 'seals only grow');
END;

-- What was counted in a round that isn't open any more never changes. A group is keyed sheet by sheet or by totals.
CREATE VIEW closed_group AS
	SELECT round_group.id AS group_id FROM round_group JOIN round ON round.id = round_id WHERE state <> 'open';

CREATE TRIGGER ballot_insert BEFORE INSERT ON ballot
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id)
	OR EXISTS (SELECT 1 FROM total WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER ballot_update BEFORE UPDATE ON ballot
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id)
	OR EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER ballot_delete BEFORE DELETE ON ballot
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_insert BEFORE INSERT ON total
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id)
	OR EXISTS (SELECT 1 FROM ballot WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_update BEFORE UPDATE ON total
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id)
	OR EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_delete BEFORE DELETE ON total
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_line_insert BEFORE INSERT ON total_line
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_line_update BEFORE UPDATE ON total_line
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id)
	OR EXISTS (SELECT 1 FROM closed_group WHERE group_id = new.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER total_line_delete BEFORE DELETE ON total_line
WHEN EXISTS (SELECT 1 FROM closed_group WHERE group_id = old.group_id) BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER waiver_insert BEFORE INSERT ON waiver
WHEN (SELECT state FROM round WHERE id = new.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER waiver_update BEFORE UPDATE ON waiver
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open'
	OR (SELECT state FROM round WHERE id = new.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;

CREATE TRIGGER waiver_delete BEFORE DELETE ON waiver
WHEN (SELECT state FROM round WHERE id = old.round_id) <> 'open' BEGIN
	SELECT raise(ABORT, 'what was counted stays as it is');
END;
