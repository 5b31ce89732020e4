-- The register of documents (发文登记) and the office's own settings.

CREATE TABLE document (
	id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	paper       TEXT    NOT NULL CHECK (paper <> '' AND paper NOT GLOB '*[^a-z-]*'), -- papers are added without a new schema
	kind        TEXT    NOT NULL CHECK (kind IN ('notice', 'circular', 'submission', 'letter', 'minutes', 'public-notice', 'sheet', '')),
	state       TEXT    NOT NULL CHECK (state IN ('draft', 'issued', 'withdrawn', 'outside')),
	series      TEXT    NOT NULL,
	year        INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2199),
	number      INTEGER NOT NULL CHECK (number BETWEEN 0 AND 9999), -- 0: none, or none yet
	title       TEXT    NOT NULL,
	addressee   TEXT    NOT NULL,
	copies      TEXT    NOT NULL,
	date        TEXT    NOT NULL CHECK (date = '' OR date(date) IS date),
	signer      TEXT    NOT NULL,
	text        TEXT    NOT NULL,
	round_id    TEXT    REFERENCES round (id),  -- NULL: about no round
	target_id   TEXT    REFERENCES target (id), -- NULL: about no target
	pages       INTEGER NOT NULL CHECK (pages >= 0),
	created_at  TEXT    NOT NULL CHECK (datetime(created_at) IS NOT NULL),
	updated_at  TEXT    NOT NULL CHECK (datetime(updated_at) IS NOT NULL),
	reason      TEXT    NOT NULL,
	CHECK ((series = '') = (number = 0)),
	CHECK (state <> 'draft' OR number = 0),
	CHECK (state <> 'outside' OR number > 0),
	CHECK ((state = 'withdrawn') = (reason <> ''))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX document_number ON document (series, year, number) WHERE number > 0;

-- The paper as it left the office, apart from the register so that reading the register stays quick.
CREATE TABLE issued_paper (
	document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
	file_name   TEXT NOT NULL CHECK (file_name <> ''),
	sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
	pdf         BLOB NOT NULL CHECK (length(pdf) > 0)
) STRICT;

-- What was issued never changes: of a document only 作废 can still be said, and its number stays taken.
CREATE TRIGGER document_insert BEFORE INSERT ON document WHEN new.state NOT IN ('draft', 'outside') BEGIN
	SELECT raise(ABORT, 'a document begins as a draft');
END;

CREATE TRIGGER document_issue BEFORE UPDATE ON document
WHEN old.state = 'draft' AND new.state <> 'draft'
	AND NOT (new.state = 'issued' AND EXISTS (SELECT 1 FROM issued_paper WHERE document_id = old.id)) BEGIN
	SELECT raise(ABORT, 'a document is issued with its paper');
END;

CREATE TRIGGER document_frozen BEFORE UPDATE ON document
WHEN old.state <> 'draft' AND NOT (
	old.state IN ('issued', 'outside') AND new.state = 'withdrawn'
	AND (new.id, new.campaign_id, new.paper, new.kind, new.series, new.year, new.number, new.title, new.addressee, new.copies,
		new.date, new.signer, new.text, new.round_id, new.target_id, new.pages, new.created_at)
	IS (old.id, old.campaign_id, old.paper, old.kind, old.series, old.year, old.number, old.title, old.addressee, old.copies,
		old.date, old.signer, old.text, old.round_id, old.target_id, old.pages, old.created_at)) BEGIN
	SELECT raise(ABORT, 'an issued document never changes');
END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON document WHEN old.state <> 'draft' BEGIN
	SELECT raise(ABORT, 'an issued document stays');
END;

CREATE TRIGGER issued_paper_insert BEFORE INSERT ON issued_paper
WHEN (SELECT state FROM document WHERE id = new.document_id) IS NOT 'draft' BEGIN
	SELECT raise(ABORT, 'only a draft is issued');
END;

CREATE TRIGGER issued_paper_no_update BEFORE UPDATE ON issued_paper BEGIN
	SELECT raise(ABORT, 'an issued paper never changes');
END;

CREATE TRIGGER issued_paper_no_delete BEFORE DELETE ON issued_paper BEGIN
	SELECT raise(ABORT, 'an issued paper stays');
END;

-- The office's settings, for every campaign. What isn't here follows the current campaign.
CREATE TABLE number_prefix (
	kind   TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('notice', 'circular', 'submission', 'letter', 'minutes')),
	prefix TEXT NOT NULL CHECK (prefix <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE first_number (
	series TEXT    NOT NULL CHECK (series <> ''),
	year   INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2199),
	number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999),
	PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE signer (
	name TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 30),
	rank INTEGER NOT NULL UNIQUE CHECK (rank > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE font_choice (
	role TEXT NOT NULL PRIMARY KEY CHECK (role IN ('宋', '小标宋', '黑', '楷', '仿宋')),
	path TEXT NOT NULL CHECK (path <> '')
) STRICT, WITHOUT ROWID;
