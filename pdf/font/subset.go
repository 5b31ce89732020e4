package font

import (
	"errors"
	"fmt"
	"slices"
)

// Subset is a small TrueType font made for one document.
type Subset struct {
	// TTF is the font file. Nothing else holds it: the PDF library may write into it.
	TTF []byte
	// Alias gives each character above U+FFFF the private-use code under which the file has it. The PDF library knows
	// no codes above U+FFFF; whoever writes the text writes the alias, and names the true character in ToUnicode.
	Alias map[rune]rune
	// Missing lists the characters that the face lacks, in order of code, each once.
	Missing []rune
}

// Subset makes a TrueType font of the given characters, in any order, repeated or not. The same face and the same
// set of characters give the same bytes. Characters that the face lacks are listed, not an error.
func (f *Face) Subset(runes []rune) (s *Subset, err error) {
	defer recovered(f.name, &err)
	wanted, missing := f.find(runes)
	alias, err := shortenCodes(wanted)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	small, err := f.copyGlyphs(wanted)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	table := small.tables()
	table["cmap"] = cmapTable(encoding{1, format4(small.cmap)})
	table["name"] = nameTable(nil)
	return &Subset{TTF: writeTables(table), Alias: alias, Missing: missing}, nil
}

// Cut makes a font file of the given characters that programs can use like any other: all codes stay what they are,
// and it bears the given names. Copyright and licence are taken over from the face. Characters that the face lacks are
// left out.
func (f *Face) Cut(runes []rune, names Names) (ttf []byte, err error) {
	defer recovered(f.name, &err)
	wanted, _ := f.find(runes)
	small, err := f.copyGlyphs(wanted)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	if n := len(runs(small.cmap)); n > maxSegments {
		return nil, fmt.Errorf("font %s: %w", f.name, errTooMany)
	}
	table := small.tables()
	table["cmap"] = cmapTable(encoding{1, format4(small.cmap)}, encoding{10, format12(small.cmap)})
	table["name"] = nameTable(names.records(f.table["name"]))
	return writeTables(table), nil
}

// find gives the glyphs of the characters, in order of code, and the characters without one.
func (f *Face) find(runes []rune) (wanted []mapping, missing []rune) {
	sorted := slices.Clone(runes)
	slices.Sort(sorted)
	for _, r := range slices.Compact(sorted) {
		if id, ok := f.glyphOf(r); ok {
			wanted = append(wanted, mapping{r, id})
		} else {
			missing = append(missing, r)
		}
	}
	return wanted, missing
}

const (
	privateUse    = 0xE000
	privateUseEnd = 0xF900
	maxSegments   = 8000 // a format-4 cmap is at most 65,535 bytes long
)

var errTooMany = errors.New("too many characters for one font")

// shortenCodes gives every code above U+FFFF the next private-use code that the document doesn't use itself, and sorts
// the mappings again.
func shortenCodes(wanted []mapping) (alias map[rune]rune, err error) {
	alias = make(map[rune]rune)
	taken := make(map[rune]bool)
	for _, m := range wanted {
		taken[m.code] = true
	}
	next := rune(privateUse)
	for i, m := range wanted {
		if m.code < lastCode {
			continue
		}
		for taken[next] {
			next++
		}
		if next >= privateUseEnd {
			return nil, errTooMany
		}
		alias[m.code], wanted[i].code = next, next
		next++
	}
	slices.SortFunc(wanted, func(a, b mapping) int { return int(a.code - b.code) })
	if len(wanted) > maxSegments {
		return nil, errTooMany
	}
	return alias, nil
}

// excerpt is a font in the making: some glyphs of a face, numbered anew.
type excerpt struct {
	face   *Face
	glyphs [][]byte  // by new number; 0 is the face's empty box
	old    []int     // their numbers in the face
	cmap   []mapping // by code, with new numbers
}

// copyGlyphs takes the wanted glyphs and the components that they are made of.
func (f *Face) copyGlyphs(wanted []mapping) (*excerpt, error) {
	e := &excerpt{face: f, old: []int{0}}
	number := map[int]int{0: 0}
	renumber := func(old int) int {
		n, ok := number[old]
		if !ok {
			n = len(e.old)
			number[old] = n
			e.old = append(e.old, old)
		}
		return n
	}
	for _, m := range wanted {
		e.cmap = append(e.cmap, mapping{m.code, renumber(m.glyph)})
	}
	parts := make(map[int][]int)      // components of composites, by new number
	for i := 0; i < len(e.old); i++ { // grows while composites are read
		g, err := f.outlines.glyph(e.old[i])
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", e.old[i], err)
		}
		if isComposite(g) {
			g = slices.Clone(g)
			if parts[i], err = renumberComponents(g, f.glyphs, renumber); err != nil {
				return nil, fmt.Errorf("glyph %d: %w", e.old[i], err)
			}
		}
		e.glyphs = append(e.glyphs, g)
	}
	return e, checkNesting(parts)
}

// renumberComponents writes the new numbers of its components into a composite glyph and lists them.
func renumberComponents(g []byte, glyphs int, renumber func(old int) int) (parts []int, err error) {
	places, err := components(g)
	if err != nil {
		return nil, err
	}
	for _, at := range places {
		old := int(be.Uint16(g[at:]))
		if old >= glyphs {
			return nil, errGlyph
		}
		part := renumber(old)
		be.PutUint16(g[at:], uint16(part))
		parts = append(parts, part)
	}
	return parts, nil
}

const maxNesting = 16

// checkNesting refuses composites within composites that are too deep or go in circles: the PDF library follows them
// without end.
func checkNesting(parts map[int][]int) error {
	depth := make(map[int]int) // 1 and up; 0: not known yet, -1: on the way down
	var measure func(id int) error
	measure = func(id int) error {
		if depth[id] > 0 || len(parts[id]) == 0 {
			return nil
		}
		if depth[id] < 0 {
			return errors.New("a composite glyph contains itself")
		}
		depth[id] = -1
		deepest := 0
		for _, part := range parts[id] {
			if err := measure(part); err != nil {
				return err
			}
			deepest = max(deepest, depth[part])
		}
		depth[id] = deepest + 1
		if depth[id] > maxNesting {
			return errors.New("composite glyphs nested too deep")
		}
		return nil
	}
	for id := range parts {
		if err := measure(id); err != nil {
			return err
		}
	}
	return nil
}

// tables writes everything of the new font but its cmap and names.
func (e *excerpt) tables() map[string][]byte {
	t := map[string][]byte{"head": e.head(), "hhea": e.hhea(), "maxp": e.maxp(), "post": e.post()}
	loca := be.AppendUint32(nil, 0)
	var glyf, hmtx []byte
	for i, g := range e.glyphs {
		glyf = pad(append(glyf, g...))
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		hmtx = be.AppendUint16(hmtx, uint16(e.face.advance(e.old[i])))
		hmtx = be.AppendUint16(hmtx, e.face.bearing(e.old[i], g))
	}
	t["glyf"], t["loca"], t["hmtx"] = glyf, loca, hmtx
	if os2 := e.os2(); os2 != nil {
		t["OS/2"] = os2
	}
	if e.face.table["glyf"] != nil { // what the instructions in the glyphs call upon
		for _, tag := range []string{"cvt ", "fpgm", "prep"} {
			if b := e.face.table[tag]; len(b) > 0 {
				t[tag] = b
			}
		}
	}
	return t
}

func (e *excerpt) head() []byte {
	head := slices.Clone(e.face.table["head"][:54])
	be.PutUint32(head[8:], 0)  // checkSumAdjustment, set when the file is written
	be.PutUint16(head[50:], 1) // long offsets in loca
	be.PutUint16(head[52:], 0) // glyf as we know it
	return head
}

func (e *excerpt) hhea() []byte {
	hhea := slices.Clone(e.face.table["hhea"][:36])
	be.PutUint16(hhea[32:], 0)
	be.PutUint16(hhea[34:], uint16(len(e.glyphs)))
	return hhea
}

// maxp keeps a TrueType face's own limits; for outlines that were CFF it counts points and contours.
func (e *excerpt) maxp() []byte {
	maxp := make([]byte, 32)
	if src := e.face.table["maxp"]; e.face.table["glyf"] != nil && len(src) >= 32 {
		copy(maxp, src)
	} else {
		var points, contours uint16
		for _, g := range e.glyphs {
			if g != nil && !isComposite(g) {
				n := be.Uint16(g)
				contours = max(contours, n)
				points = max(points, be.Uint16(g[glyphHeader+2*int(n)-2:])+1)
			}
		}
		be.PutUint16(maxp[6:], points)
		be.PutUint16(maxp[8:], contours)
		be.PutUint16(maxp[14:], 1) // zones: no twilight points
	}
	be.PutUint32(maxp, 0x00010000)
	be.PutUint16(maxp[4:], uint16(len(e.glyphs)))
	return maxp
}

// post keeps the underline and drops the glyphs' names.
func (e *excerpt) post() []byte {
	post := make([]byte, 32)
	copy(post, e.face.table["post"])
	be.PutUint32(post, 0x00030000)
	return post
}

// os2 takes the table over when it is as long as its version says, with the first and last code brought up to date.
func (e *excerpt) os2() []byte {
	src := e.face.table["OS/2"]
	if len(src) < 78 || be.Uint16(src) > 1 && len(src) < 96 {
		return nil
	}
	os2 := slices.Clone(src)
	if n := len(e.cmap); n > 0 {
		be.PutUint16(os2[64:], uint16(min(e.cmap[0].code, lastCode)))
		be.PutUint16(os2[66:], uint16(min(e.cmap[n-1].code, lastCode)))
	}
	return os2
}
