// Package font reads font files and makes, for every document, the small fonts that the document needs.
//
// A [Face] is one typeface read from a TTF, OTF or TTC file. [Face.Subset] writes a plain TrueType file that holds
// just the characters of one paper, in the only form that the PDF library takes without silently printing boxes:
// glyf outlines, a format-4 cmap, padded tables. Characters above U+FFFF, which occur in names (𬭎), get a private-use
// code there. [Face.Cut] is the same knife for set-up: it makes the program's own fonts from big ones.
//
// No single font has every character, so nobody draws with a Face alone: a [Chain] picks, character by character, the
// first face that has the glyph, and a [Library] knows the chain of each [Role] (宋, 小标宋, 黑, 楷, 仿宋).
//
// Font files come from outside. Every offset is checked before it is followed, third-party parsing runs under recover,
// and a broken file gives an error, never a panic. The bytes given to [Open] are only read.
package font

import (
	"encoding/binary"
	"errors"
	"fmt"

	typesetting "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Face is one typeface. It is immutable after [Open] and safe for concurrent use.
type Face struct {
	name        string
	unitsPerEm  int
	glyphs      int // number of glyphs
	longMetrics int // glyphs with an advance of their own; the rest repeat the last one
	table       map[string][]byte
	cmap        typesetting.Cmap
	outlines    outlines
}

// outlines gives glyphs in the encoding of the TrueType glyf table; an empty glyph is nil.
type outlines interface {
	glyph(id int) ([]byte, error)
}

var be = binary.BigEndian

// Count tells how many faces a font file holds: 1, or more for a TTC or OTC collection.
func Count(data []byte) (int, error) {
	offsets, err := faceOffsets(inMemory(data))
	return len(offsets), err
}

// Open reads face number index (from 0) of a TTF, OTF (CFF), TTC or OTC file. The name is the one that errors and
// [Face.Name] show. The face keeps data and reads it for as long as it lives; it must not be changed meanwhile.
func Open(name string, data []byte, index int) (f *Face, err error) {
	defer recovered(name, &err)
	if f, err = open(data, index); err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f.name = name
	return f, nil
}

// recovered turns a panic of a third-party parser into an error: the last line of defence against broken files.
func recovered(name string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("font %s: broken file: %v", name, r)
	}
}

func open(data []byte, index int) (*Face, error) {
	f := &Face{}
	var err error
	if f.table, err = readTables(data, index); err != nil {
		return nil, err
	}
	if err = f.readMetrics(); err != nil {
		return nil, err
	}
	if f.cmap, err = readCmap(f.table["cmap"]); err != nil {
		return nil, err
	}
	switch {
	case f.table["glyf"] != nil:
		f.outlines, err = newTrueType(f.table["glyf"], f.table["loca"], be.Uint16(f.table["head"][50:]) != 0, f.glyphs)
	case f.table["CFF "] != nil:
		f.outlines, err = newCompact(f.table["CFF "])
	default:
		err = errors.New("neither glyf nor CFF outlines")
	}
	return f, err
}

// readMetrics checks head, hhea, maxp and hmtx, which every other step relies on.
func (f *Face) readMetrics() error {
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "cmap": 4} {
		if len(f.table[tag]) < least {
			return fmt.Errorf("table %s is missing or too short", tag)
		}
	}
	f.unitsPerEm = int(be.Uint16(f.table["head"][18:]))
	f.glyphs = int(be.Uint16(f.table["maxp"][4:]))
	f.longMetrics = int(be.Uint16(f.table["hhea"][34:]))
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return fmt.Errorf("%d units per em", f.unitsPerEm)
	}
	if f.glyphs == 0 || f.longMetrics == 0 || len(f.table["hmtx"]) < 4*f.longMetrics {
		return errors.New("table hmtx does not fit the number of glyphs")
	}
	return nil
}

func readCmap(table []byte) (typesetting.Cmap, error) {
	parsed, _, err := tables.ParseCmap(table)
	if err != nil {
		return nil, fmt.Errorf("table cmap: %w", err)
	}
	cmap, _, err := typesetting.ProcessCmap(parsed, tables.FPNone)
	if err != nil {
		return nil, fmt.Errorf("table cmap: %w", err)
	}
	return cmap, nil
}

// Name is the name given to [Open].
func (f *Face) Name() string { return f.name }

// Has tells whether the face has a glyph for r.
func (f *Face) Has(r rune) bool {
	_, ok := f.glyphOf(r)
	return ok
}

// Advance is the width of r in thousandths of the type size; ok is false, and the width 0, when the face lacks r.
func (f *Face) Advance(r rune) (thousandths int, ok bool) {
	id, ok := f.glyphOf(r)
	if !ok {
		return 0, false
	}
	return (f.advance(id)*1000 + f.unitsPerEm/2) / f.unitsPerEm, true
}

// glyphOf finds the glyph of r. Glyph 0 is the empty box and counts as none. The parser doesn't see every fault of a
// cmap; what makes a look-up panic is no glyph either.
func (f *Face) glyphOf(r rune) (id int, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	g, ok := f.cmap.Lookup(r)
	return int(g), ok && g != 0 && int(g) < f.glyphs
}

// advance is the width of a glyph in font units.
func (f *Face) advance(id int) int {
	return int(be.Uint16(f.table["hmtx"][4*min(id, f.longMetrics-1):]))
}

// bearing is the left side bearing of a glyph in font units. TrueType shifts an outline whose xMin differs from it, so
// that it must be kept; an outline that was CFF has its own xMin.
func (f *Face) bearing(id int, glyph []byte) uint16 {
	hmtx, at := f.table["hmtx"], 4*id+2
	if id >= f.longMetrics {
		at = 4*f.longMetrics + 2*(id-f.longMetrics)
	}
	if f.table["glyf"] != nil && at+2 <= len(hmtx) {
		return be.Uint16(hmtx[at:])
	}
	if glyph == nil {
		return 0
	}
	return be.Uint16(glyph[2:])
}

// fsType bits of the OS/2 table (OpenType specification, OS/2, fsType).
const (
	restricted    = 0x0002 // may not be embedded …
	printPreview  = 0x0004 // … unless one of these two is set as well: the least strict bit holds
	editable      = 0x0008
	noSubsetting  = 0x0100
	onlyAsBitmaps = 0x0200
)

// Embeddable tells whether the maker of the font lets a subset of it go into a PDF that is printed (OS/2 fsType). A font
// without the table forbids nothing.
func (f *Face) Embeddable() bool {
	os2 := f.table["OS/2"]
	if len(os2) < 10 {
		return true
	}
	fsType := be.Uint16(os2[8:])
	if fsType&(noSubsetting|onlyAsBitmaps) != 0 {
		return false
	}
	return fsType&restricted == 0 || fsType&(printPreview|editable) != 0
}
