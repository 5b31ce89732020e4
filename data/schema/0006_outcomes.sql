-- 统计 and 结果运用: the whole scoring rule, outcome rules, decisions with the figures that they rest on.

-- What the campaign's own columns don't hold of its scoring rule; a campaign without a row has the defaults.
CREATE TABLE scoring (
	campaign_id      TEXT    NOT NULL PRIMARY KEY REFERENCES campaign (id),
	score_unfamiliar INTEGER NOT NULL CHECK (score_unfamiliar IN (0, 1)),
	unfamiliar       INTEGER NOT NULL CHECK (unfamiliar BETWEEN 0 AND 100 AND (score_unfamiliar = 1 OR unfamiliar = 0)),
	denominator      INTEGER NOT NULL CHECK (denominator BETWEEN 0 AND 2),
	team_by_criteria INTEGER NOT NULL CHECK (team_by_criteria IN (0, 1)),
	decimals         INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4)
) STRICT, WITHOUT ROWID;

-- Weights in thousandths. A part without rows is pooled.
CREATE TABLE scoring_weight (
	campaign_id TEXT    NOT NULL REFERENCES scoring (campaign_id),
	part        TEXT    NOT NULL CHECK (part IN ('group', 'aspect', 'criterion')),
	number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND iif(part = 'group', 4, iif(part = 'aspect', 2, 8))),
	share       INTEGER NOT NULL CHECK (share BETWEEN 1 AND 1000),
	PRIMARY KEY (campaign_id, part, number)
) STRICT, WITHOUT ROWID;

-- A scoring rule that was changed after a seal: why, and the rules in words. The record only grows.
CREATE TABLE rule_change (
	campaign_id TEXT    NOT NULL REFERENCES campaign (id),
	number      INTEGER NOT NULL CHECK (number > 0),
	at          TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	operator    TEXT    NOT NULL CHECK (operator <> ''),
	reason      TEXT    NOT NULL CHECK (reason <> ''),
	before      TEXT    NOT NULL CHECK (before <> ''),
	after       TEXT    NOT NULL CHECK (after <> ''),
	PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rule_change_no_update BEFORE UPDATE ON rule_change BEGIN
	SELECT raise(ABORT, 'the record of rule changes only grows');
END;

CREATE TRIGGER rule_change_no_delete BEFORE DELETE ON rule_change BEGIN
	SELECT raise(ABORT, 'the record of rule changes only grows');
END;

-- 结果运用规则. A campaign without rows has the plan's. The threshold is a fraction: 2/3, 85/100, for a score 60/1.
CREATE TABLE outcome_rules (
	campaign_id TEXT NOT NULL PRIMARY KEY REFERENCES campaign (id) -- its rules are its own, even if there are none
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_rule (
	campaign_id TEXT    NOT NULL REFERENCES outcome_rules (campaign_id),
	number      INTEGER NOT NULL CHECK (number > 0),
	metric      TEXT    NOT NULL CHECK (metric IN ('score', 'at-least-mostly', 'satisfied', 'dissatisfied', 'unfamiliar')),
	comparator  TEXT    NOT NULL CHECK (comparator IN ('<', '<=', '>', '>=')),
	numerator   INTEGER NOT NULL CHECK (numerator >= 0),
	denominator INTEGER NOT NULL CHECK (denominator > 0),
	last        INTEGER NOT NULL CHECK (last >= 0), -- 0: whatever the rank
	band        TEXT    NOT NULL CHECK (band IN ('poor', 'very-poor')),
	PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_rule_kind (
	campaign_id TEXT    NOT NULL,
	number      INTEGER NOT NULL,
	kind        TEXT    NOT NULL CHECK (kind IN ('team', 'leader', 'key-post', 'service-window', 'risk-post')),
	PRIMARY KEY (campaign_id, number, kind),
	FOREIGN KEY (campaign_id, number) REFERENCES outcome_rule (campaign_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_rule_measure (
	campaign_id TEXT    NOT NULL,
	number      INTEGER NOT NULL,
	measure     TEXT    NOT NULL CHECK (measure IN ('rectify', 'criticism', 'talk', 'extension', 'performance', 'no-award')),
	PRIMARY KEY (campaign_id, number, measure),
	FOREIGN KEY (campaign_id, number) REFERENCES outcome_rule (campaign_id, number)
) STRICT, WITHOUT ROWID;

-- What a person decided on a suggestion. The decision keeps the figures as they were; it is never changed, only withdrawn.
CREATE TABLE decision (
	id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
	campaign_id  TEXT    NOT NULL REFERENCES campaign (id),
	target_id    TEXT    NOT NULL REFERENCES target (id),
	number       INTEGER NOT NULL CHECK (number > 0), -- of the target's decisions
	confirmed    INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
	band         TEXT    NOT NULL CHECK (band IN ('poor', 'very-poor')),
	basis        TEXT    NOT NULL CHECK (basis <> ''),
	decider      TEXT    NOT NULL CHECK (decider <> ''),
	date         TEXT    NOT NULL CHECK (date(date) IS date),
	serious      TEXT    NOT NULL CHECK (serious IN ('', 'no', 'yes')),
	problems     TEXT    NOT NULL CHECK ((serious = 'yes') = (problems <> '')), -- the serious problems that were verified
	reading      TEXT    NOT NULL CHECK (reading <> ''), -- the figures that triggered it, in words
	rule         TEXT    NOT NULL CHECK (rule <> ''),    -- the scoring rule of the day, in words
	extended_to  TEXT    NOT NULL CHECK (extended_to = '' OR date(extended_to) IS extended_to),
	operator     TEXT    NOT NULL CHECK (operator <> ''),
	at           TEXT    NOT NULL CHECK (datetime(at) IS NOT NULL),
	withdrawn_on TEXT    NOT NULL CHECK (withdrawn_on = '' OR date(withdrawn_on) IS withdrawn_on),
	withdrawal   TEXT    NOT NULL CHECK ((withdrawal = '') = (withdrawn_on = '')),
	UNIQUE (target_id, number)
) STRICT, WITHOUT ROWID;

-- A target has one decision that stands.
CREATE UNIQUE INDEX decision_stands ON decision (target_id) WHERE withdrawn_on = '';

CREATE TABLE decision_measure (
	decision_id TEXT NOT NULL REFERENCES decision (id),
	measure     TEXT NOT NULL CHECK (measure IN ('rectify', 'criticism', 'talk', 'extension', 'performance', 'no-award')),
	subject     TEXT NOT NULL CHECK (subject <> ''), -- whom it concerns: the target, or the head of a unit
	PRIMARY KEY (decision_id, measure)
) STRICT, WITHOUT ROWID;

-- The figures on the day of the decision, exact: fractions as 48/97, '' for none.
CREATE TABLE decision_figure (
	decision_id      TEXT    NOT NULL REFERENCES decision (id),
	scope            TEXT    NOT NULL CHECK (scope IN ('internal', 'social', 'combined')),
	rank             INTEGER NOT NULL CHECK (rank >= 0),
	satisfied        INTEGER NOT NULL CHECK (satisfied >= 0),
	mostly_satisfied INTEGER NOT NULL CHECK (mostly_satisfied >= 0),
	dissatisfied     INTEGER NOT NULL CHECK (dissatisfied >= 0),
	unfamiliar       INTEGER NOT NULL CHECK (unfamiliar >= 0),
	blank            INTEGER NOT NULL CHECK (blank >= 0),
	multiple         INTEGER NOT NULL CHECK (multiple >= 0),
	satisfied_rate   TEXT    NOT NULL,
	at_least_mostly  TEXT    NOT NULL,
	dissatisfied_rate TEXT   NOT NULL,
	unfamiliar_rate  TEXT    NOT NULL,
	score            TEXT    NOT NULL,
	withheld         INTEGER NOT NULL CHECK (withheld BETWEEN 0 AND 3),
	PRIMARY KEY (decision_id, scope)
) STRICT, WITHOUT ROWID;

-- The deadlines that 活动延期2个月 moved, of items and of their steps.
CREATE TABLE moved_deadline (
	decision_id TEXT NOT NULL REFERENCES decision (id),
	item_id     TEXT NOT NULL REFERENCES ledger_item (id),
	before      TEXT NOT NULL CHECK (date(before) IS before),
	after       TEXT NOT NULL CHECK (date(after) IS after AND after > before),
	PRIMARY KEY (decision_id, item_id, before)
) STRICT, WITHOUT ROWID;

-- A decision is taken on the figures of its day: only 撤销 can still be said of it.
CREATE TRIGGER decision_frozen BEFORE UPDATE ON decision
WHEN old.withdrawn_on <> ''
	OR (new.id, new.campaign_id, new.target_id, new.number, new.confirmed, new.band, new.basis, new.decider, new.date, new.serious,
		new.problems, new.reading, new.rule, new.extended_to, new.operator, new.at)
	IS NOT (old.id, old.campaign_id, old.target_id, old.number, old.confirmed, old.band, old.basis, old.decider, old.date, old.serious,
		old.problems, old.reading, old.rule, old.extended_to, old.operator, old.at) BEGIN
	SELECT raise(ABORT, 'a decision never changes');
END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN
	SELECT raise(ABORT, 'a decision stays');
END;

CREATE TRIGGER decision_measure_no_update BEFORE UPDATE ON decision_measure BEGIN
	SELECT raise(ABORT, 'a decision never changes');
END;

CREATE TRIGGER decision_measure_no_delete BEFORE DELETE ON decision_measure BEGIN
	SELECT raise(ABORT, 'a decision never changes');
END;

CREATE TRIGGER decision_figure_no_update BEFORE UPDATE ON decision_figure BEGIN
	SELECT raise(ABORT, 'a decision never changes');
END;

CREATE TRIGGER decision_figure_no_delete BEFORE DELETE ON decision_figure BEGIN
	SELECT raise(ABORT, 'a decision never changes');
END;
