package gui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// shareForm asks whether some parts are pooled or weighed, and for the weight of each part in percent. It says beside them
// what they add up to.
//
//	f.aspects = newShareForm("工作、作风合并计票", "分别加权", []string{"工作", "作风"}, f.changed)
//	f.aspects.set(scoring.Aspects[:])
type shareForm struct {
	names   []string
	changed func()

	by      *radio
	entries []*entry
	sum     *canvas.Text
}

const (
	pooledParts = iota
	weighedParts
)

// newShareForm returns the form with the parts pooled.
func newShareForm(pooled, weighed string, names []string, changed func()) *shareForm {
	s := &shareForm{names: names, changed: changed, sum: caption("")}
	s.by = newRadio([]string{pooled, weighed}, func(int) { s.turn() })
	s.by.choose(pooledParts)
	for range names {
		e := newEntry()
		e.accept = shareRune
		e.OnChanged = func(string) { s.update() }
		s.entries = append(s.entries, e)
	}
	return s
}

// shareRune takes the figures and the point of a percentage, also full-width ones.
func shareRune(r rune) (rune, bool) {
	switch {
	case r >= '0' && r <= '9' || r == '.':
		return r, true
	case r >= '０' && r <= '９':
		return r - '０' + '0', true
	case r == '．' || r == '。':
		return '.', true
	}
	return 0, false
}

// content sets the weights in rows of perRow under the choice, each with its name.
func (s *shareForm) content(perRow int) fyne.CanvasObject {
	box := vbox(2, hbox(8, s.by, s.sum))
	var row *fyne.Container
	for i, name := range s.names {
		if i%perRow == 0 {
			row = hbox(8)
			box.Add(row)
		}
		row.Add(newText(name, textBody, colorHeader))
		row.Add(sized(52, 0, s.entries[i]))
	}
	s.update()
	return box
}

// turn begins weighing with equal weights.
func (s *shareForm) turn() {
	if s.by.chosen == weighedParts && !slices.ContainsFunc(s.entries, func(e *entry) bool { return e.Text != "" }) {
		each := 1000 / len(s.entries)
		for i, e := range s.entries {
			part := each
			if i == 0 {
				part = 1000 - each*(len(s.entries)-1)
			}
			e.SetText(shareText(data.Share(part)))
		}
	}
	s.update()
}

// set shows weights; none at all are pooled parts.
func (s *shareForm) set(shares []data.Share) {
	changed := s.changed
	s.changed = func() {}
	for i, e := range s.entries {
		text := ""
		if weighed(shares) {
			text = shareText(shares[i])
		}
		e.SetText(text)
	}
	s.by.choose(pooledParts)
	if weighed(shares) {
		s.by.choose(weighedParts)
	}
	s.changed = changed
	s.update()
}

// value returns the weights, all zero for pooled parts. What is no number counts as nothing, and the sum then is not 100%.
func (s *shareForm) value() []data.Share {
	shares := make([]data.Share, len(s.entries))
	if s.by.chosen == weighedParts {
		for i, e := range s.entries {
			shares[i], _ = parseShare(e.Text)
		}
	}
	return shares
}

// refused returns the first weight that is wrong, when the weights don't add up to 100%.
func (s *shareForm) refused() (fyne.Focusable, bool) {
	if s.by.chosen != weighedParts || s.total() == 1000 {
		return nil, false
	}
	return s.entries[0], true
}

func (s *shareForm) total() (sum data.Share) {
	for _, w := range s.value() {
		sum += w
	}
	return sum
}

// update says what the weights add up to; pooled parts have none.
func (s *shareForm) update() {
	weighs := s.by.chosen == weighedParts
	for _, e := range s.entries {
		if weighs {
			e.Enable()
		} else {
			e.Disable()
		}
	}
	text, color := "✓ 合计 100%", theme.ColorNameSuccess
	if total := s.total(); !weighs {
		text = ""
	} else if total != 1000 {
		text, color = "合计 "+total.String()+"，应当是 100%", theme.ColorNameError
	}
	s.sum.Text, s.sum.Color = text, theme.Color(color)
	s.sum.Refresh()
	s.changed()
}

// weighed reports whether any of the parts has a weight; else they are pooled.
func weighed(shares []data.Share) bool {
	return slices.ContainsFunc(shares, func(w data.Share) bool { return w != 0 })
}

// shareText is a weight as it is typed: 12.5.
func shareText(w data.Share) string { return strings.TrimSuffix(w.String(), "%") }

// parseShare reads a percentage with at most one decimal, 0 to 100.
func parseShare(text string) (data.Share, bool) {
	whole, tenth, point := strings.Cut(text, ".")
	if point && len(tenth) != 1 {
		return 0, false
	}
	n, err := strconv.Atoi(whole + tenth)
	if err != nil {
		return 0, false
	}
	if !point {
		n *= 10
	}
	return data.Share(n), n >= 0 && n <= 1000
}
