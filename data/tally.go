package data

// Tally is the 计票结果 of one round: the ballots of all its groups pooled, counted line by line.
type Tally struct {
	Round   RoundKind
	Valid   int // valid ballots
	Spoiled int // 废票
	Lines   []LineTally
}

// LineTally is how often each mark stands on one line.
type LineTally struct {
	Line
	Counts
}

// Ballots returns the number of sheets that were counted.
func (t Tally) Ballots() int { return t.Valid + t.Spoiled }

// NewTally counts the sheets of a form, each one once.
func NewTally(round RoundKind, form Form, ballots []Ballot) Tally {
	tally := Tally{Round: round}
	for _, l := range form.Lines {
		tally.Lines = append(tally.Lines, LineTally{Line: l})
	}
	for _, b := range ballots {
		if b.Spoiled != "" {
			tally.Spoiled++
			continue
		}
		tally.Valid++
		for i := range min(len(b.Marks), len(tally.Lines)) {
			tally.Lines[i].add(Mark(b.Marks[i]))
		}
	}
	return tally
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
		return Tally{Round: r.Kind}, nil
	}
	form, err := formOf(t, r)
	if err != nil {
		return Tally{}, err
	}
	sheets, err := ballots(t, "round_id = ?", r.ID)
	return NewTally(r.Kind, *form, sheets), err
}
