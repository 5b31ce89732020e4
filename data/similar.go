package data

import (
	"cmp"
	"slices"
	"unicode"
)

// Likeness finds opinions whose words resemble others. It is a suggestion and nothing more: it counts pairs of
// neighbouring characters that two texts share (Dice's coefficient) and knows nothing of their meaning. A person decides.
type Likeness struct {
	opinions []ID
	pairs    [][]uint64 // of each opinion, sorted
}

// Alike is an opinion with how much it resembles what was asked for.
type Alike struct {
	OpinionID ID
	Score     float64 // 0 … 1: twice the shared pairs ÷ all pairs
}

// likeEnough is the score from which on a resemblance is suggested.
const likeEnough = 0.25

// NewLikeness prepares opinions for being compared.
func NewLikeness(all []Opinion) *Likeness {
	l := &Likeness{}
	for _, o := range all {
		l.opinions, l.pairs = append(l.opinions, o.ID), append(l.pairs, bigrams(o.Text))
	}
	return l
}

// Suggest returns up to n opinions that resemble one of the texts, the most alike first. Those in without are left out.
func (l *Likeness) Suggest(n int, without map[ID]bool, texts ...string) []Alike {
	var asked [][]uint64
	for _, text := range texts {
		asked = append(asked, bigrams(text))
	}
	var found []Alike
	for i, id := range l.opinions {
		best := 0.0
		for _, a := range asked {
			best = max(best, dice(a, l.pairs[i]))
		}
		if best >= likeEnough && !without[id] {
			found = append(found, Alike{id, best})
		}
	}
	slices.SortStableFunc(found, func(a, b Alike) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(n, len(found))]
}

// bigrams returns the pairs of neighbouring letters and figures of a text, sorted; what stands between words doesn't count.
func bigrams(text string) []uint64 {
	var all []uint64
	previous := rune(0)
	for _, r := range text {
		if r = unicode.ToLower(r); !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if previous != 0 {
			all = append(all, uint64(previous)<<32|uint64(r))
		}
		previous = r
	}
	slices.Sort(all)
	return all
}

// dice returns twice the number of pairs that two sorted lists share, divided by the number of all; 0 when one is empty.
func dice(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			shared, i, j = shared+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
