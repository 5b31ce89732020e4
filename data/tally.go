package data

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
	Valid   int      // valid ballots
	Spoiled int      // 废票
	Counts  []Counts // of each line of the form
}

// NewTally counts the sheets of a round, each one once.
func NewTally(round Round, form Form, ballots []Ballot) Tally {
	tally := Tally{RoundID: round.ID, Round: round.Kind, Lines: form.Lines}
	place := map[ID]int{}
	for i, g := range round.Groups {
		place[g.ID] = i
		tally.Groups = append(tally.Groups, GroupTally{GroupID: g.ID, Kind: g.Kind, Counts: make([]Counts, len(form.Lines))})
	}
	for _, b := range ballots {
		if i, ok := place[b.GroupID]; ok {
			tally.Groups[i].add(b)
		}
	}
	return tally
}

func (g *GroupTally) add(b Ballot) {
	if b.Spoiled != "" {
		g.Spoiled++
		return
	}
	g.Valid++
	for i := range min(len(b.Marks), len(g.Counts)) {
		g.Counts[i].add(Mark(b.Marks[i]))
	}
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

// tally fetches and counts a round. A round whose form isn't frozen has no ballots and no lines yet.
func tally(t *tx, r *Round) (Tally, error) {
	if !r.FormFrozen {
		return NewTally(*r, Form{}, nil), nil
	}
	form, err := formOf(t, r)
	if err != nil {
		return Tally{}, err
	}
	sheets, err := ballots(t, "round_id = ?", r.ID)
	return NewTally(*r, *form, sheets), err
}
