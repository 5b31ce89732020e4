package data

import "database/sql"

// Tally is the 计票结果 of one round: how often each mark stands on each line, group by group.
type Tally struct {
	RoundID ID
	Round   RoundKind
	Sealed  bool // until then its figures are 未封存 (design.md §6)
	Lines   []Line
	Groups  []GroupTally // in the round's order
}

// GroupTally is what the sheets of one group show.
type GroupTally struct {
	GroupID ID
	Kind    GroupKind
	Valid   int // valid ballots
	Spoiled int // 废票
	Members Members
	Counts  []Counts // of each line of the form
}

// Members is how many people were entitled to mark, and how many came.
type Members struct {
	Expected int // 应到
	Present  int // 实到
}

// Valid returns the number of valid ballots of all groups.
func (t Tally) Valid() (n int) {
	for _, g := range t.Groups {
		n += g.Valid
	}
	return n
}

// Spoiled returns the number of 废票 of all groups.
func (t Tally) Spoiled() (n int) {
	for _, g := range t.Groups {
		n += g.Spoiled
	}
	return n
}

// Ballots returns the number of sheets that were counted.
func (t Tally) Ballots() int { return t.Valid() + t.Spoiled() }

// Pooled returns the counts of one line, the ballots of all groups together. The line is its place in Lines.
func (t Tally) Pooled(line int) (sum Counts) {
	for _, g := range t.Groups {
		sum = sum.Plus(g.Counts[line])
	}
	return sum
}

func (c *Counts) add(m Mark) {
	switch m {
	case Satisfied:
		c.Satisfied++
	case MostlySatisfied:
		c.MostlySatisfied++
	case Dissatisfied:
		c.Dissatisfied++
	case Unfamiliar:
		c.Unfamiliar++
	case Blank:
		c.Blank++
	case Multiple:
		c.Multiple++
	}
}

// Plus returns the counts of both.
func (c Counts) Plus(d Counts) Counts {
	return Counts{
		Satisfied:       c.Satisfied + d.Satisfied,
		MostlySatisfied: c.MostlySatisfied + d.MostlySatisfied,
		Dissatisfied:    c.Dissatisfied + d.Dissatisfied,
		Unfamiliar:      c.Unfamiliar + d.Unfamiliar,
		Blank:           c.Blank + d.Blank,
		Multiple:        c.Multiple + d.Multiple,
	}
}

// countLines counts sheets of so many lines that follow one another without a gap.
func countLines(marks []byte, lines int) []Counts {
	all := make([]Counts, lines)
	if lines == 0 {
		return all
	}
	var seen [MaxLines][8]int // by the last bits of a mark's byte: '0' … '5' are 0 … 5
	for ; len(marks) >= lines; marks = marks[lines:] {
		for i, mark := range marks[:lines] {
			seen[i][mark&7]++
		}
	}
	for i := range all {
		for j, n := range all[i].numbers() {
			*n = seen[i][Marks[j]&7]
		}
	}
	return all
}

// tally counts a round's sheets, each one once, or takes its totals. A round whose form isn't frozen has no ballots and no
// lines yet.
func tally(t *tx, r *Round) (Tally, error) {
	all := Tally{RoundID: r.ID, Round: r.Kind, Sealed: r.State == RoundSealed}
	if r.FormFrozen {
		form, err := formOf(t, r)
		if err != nil {
			return Tally{}, err
		}
		all.Lines = form.Lines
	}
	for _, g := range r.Groups {
		group, err := tallyGroup(t, g, len(all.Lines))
		if err != nil {
			return Tally{}, err
		}
		all.Groups = append(all.Groups, group)
	}
	return all, nil
}

func tallyGroup(t *tx, g Group, lines int) (GroupTally, error) {
	all := GroupTally{GroupID: g.ID, Kind: g.Kind, Members: Members{g.Expected, g.Present}}
	total, err := findTotal(t, g.ID)
	if err != nil {
		return all, err
	}
	if total != nil {
		all.Valid, all.Spoiled, all.Counts = total.Valid, total.Spoiled, total.Counts
		return all, nil
	}
	// The engine strings the sheets together, half a megabyte for ten thousand of them: one row crosses over to the program
	// instead of each. A sheet that doesn't fit the form, which only a damaged file has, must not shift those behind it.
	var marks sql.RawBytes
	rows, err := t.QueryContext(t.ctx, `SELECT count(*) FILTER (WHERE spoiled = ''), count(*) FILTER (WHERE spoiled <> ''),
		coalesce(group_concat(marks, '') FILTER (WHERE length(marks) = ?2), '') FROM ballot WHERE group_id = ?1`, g.ID, lines)
	if err != nil {
		return all, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&all.Valid, &all.Spoiled, &marks); err != nil {
			return all, err
		}
		all.Counts = countLines(marks, lines)
	}
	return all, rows.Err()
}
