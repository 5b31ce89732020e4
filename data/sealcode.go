package data

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// ProgramVersion is the program's version, as it stands in a seal.
const ProgramVersion = "0.1.0"

// sealedPart is a part of a round with the hash that stands for it. Each has its own, so that a change is named.
type sealedPart struct {
	Part   string // round, form, count/staff, ballots/staff …
	Digest []byte
}

// label says what a part is called: 干部职工的票.
func (p sealedPart) label() string {
	what, kind, _ := strings.Cut(p.Part, "/")
	switch what {
	case "form":
		return "票样"
	case "count":
		return GroupKind(kind).String() + "的清点数"
	case "ballots":
		return GroupKind(kind).String() + "的票"
	}
	return "评议情况"
}

// sealedParts returns the parts of a round: who, when and where; the form; each group's accounting and ballots or totals.
// digests are those of the groups' ballots, by group.
func sealedParts(r *Round, lines []Line, waiver *Waiver, digests map[ID][]byte) []sealedPart {
	var round, form canonical
	round.text(string(r.ID), string(r.Kind), string(r.UnitClass), r.Date.String(), r.Time, r.Place, r.Convener, r.Chair, r.Scrutineers, r.Tellers, r.Observers)
	round.number(r.Attempt, r.Quorum.Numerator, r.Quorum.Denominator)
	if waiver != nil {
		round.text(waiver.Reason, waiver.Operator, waiver.Date.String())
	}
	for _, l := range lines {
		form.number(l.Number)
		form.text(string(l.TargetID), l.TargetName, string(l.TargetKind), string(l.Item), l.Label, l.Focus)
	}
	parts := []sealedPart{{"round", round.sum("round")}, {"form", form.sum("form")}}
	for _, g := range r.Groups {
		var count canonical
		count.text(string(g.ID))
		for _, n := range g.counts() {
			count.number(*n)
		}
		parts = append(parts, sealedPart{"count/" + string(g.Kind), count.sum("count")}, sealedPart{"ballots/" + string(g.Kind), digests[g.ID]})
	}
	slices.SortFunc(parts, func(a, b sealedPart) int { return cmp.Compare(a.Part, b.Part) })
	return parts
}

// sealHash is what a seal code stands for: its parts, the scoring in force, the program that made it, the seal's number and a
// random salt. The salt keeps a printed code from being tried out: with it alone nobody can test whether the few ballots of
// a small group were these or those.
func sealHash(s *Seal, rules string, salt []byte, parts []sealedPart) []byte {
	var c canonical
	c.text(string(salt), s.Program, rules)
	c.number(s.Number)
	for _, p := range parts {
		c.text(p.Part, string(p.Digest))
	}
	return c.sum("seal")
}

// sealCode returns the short code that is printed: 80 bits of the hash in four groups of four characters. The alphabet lacks
// I, L, O and U, so that a code can be read aloud and compared by eye.
func sealCode(hash []byte) string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var code strings.Builder
	bits, held := uint(0), 0
	for _, b := range hash[:10] {
		bits, held = bits<<8|uint(b), held+8
		for held >= 5 {
			held -= 5
			code.WriteByte(alphabet[bits>>held&31])
		}
	}
	c := code.String()
	return c[:4] + "-" + c[4:8] + "-" + c[8:12] + "-" + c[12:]
}

// canonical are the bytes that a hash is taken of: every text is preceded by its length, so no two contents share them.
type canonical struct{ bytes.Buffer }

func (c *canonical) text(texts ...string) {
	for _, text := range texts {
		c.number(len(text))
		c.WriteString(text)
	}
}

func (c *canonical) number(numbers ...int) {
	for _, n := range numbers {
		binary.Write(c, binary.BigEndian, uint64(n)) // a bytes.Buffer takes everything
	}
}

// sum returns the hash in a domain of its own.
func (c *canonical) sum(domain string) []byte {
	sum := sha256.Sum256(append([]byte("liangping "+domain+" 1\n"), c.Bytes()...))
	return sum[:]
}

// leaf returns the hash of one sheet: what it shows and nothing else. Its key and its place in the stack don't enter, so the
// order of entry doesn't either.
func leaf(marks, spoiled []byte) (hash [sha256.Size]byte) {
	var b [256]byte
	sheet := append(b[:0], 0) // RFC 6962: leaves begin with 0, nodes with 1
	sheet = binary.BigEndian.AppendUint64(sheet, uint64(len(marks)))
	sheet = append(sheet, marks...)
	return sha256.Sum256(append(sheet, spoiled...))
}

// merkleRoot returns the root of the tree over the sorted leaves, built as in RFC 6962 §2.1. It sorts them in place.
func merkleRoot(leaves [][sha256.Size]byte) [sha256.Size]byte {
	slices.SortFunc(leaves, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	return subtree(leaves)
}

func subtree(leaves [][sha256.Size]byte) [sha256.Size]byte {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	k := 1 // the largest power of two below their number
	for k*2 < len(leaves) {
		k *= 2
	}
	left, right := subtree(leaves[:k]), subtree(leaves[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

// ballotsDigest returns the hash of a group's ballots.
func ballotsDigest(group ID, leaves [][sha256.Size]byte) []byte {
	var c canonical
	c.text(string(group), string(ByBallots))
	c.number(len(leaves))
	root := merkleRoot(leaves)
	c.Write(root[:])
	return c.sum("group")
}

// digest returns the hash of a group's totals.
func (total *Total) digest(group ID) []byte {
	var c canonical
	c.text(string(group), string(ByTotals))
	c.number(total.Valid, total.Spoiled)
	for _, counts := range total.Counts {
		for _, n := range counts.numbers() {
			c.number(*n)
		}
	}
	return c.sum("group")
}

// journalSentence is the journal's entry of a seal: whoever changes the one has to change the other, and the chain behind it.
func (s *Seal) journalSentence(round string) string {
	return fmt.Sprintf("封存%s（第%d次封存），封存码 %s", round, s.Number, s.Code)
}
