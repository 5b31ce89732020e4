package font

// mapping gives a character code of a new font its glyph there.
type mapping struct {
	code  rune
	glyph int
}

const lastCode = 0xFFFF // the last code of a format-4 cmap; it always ends the table and never stands for a character

// format4 writes a cmap subtable for codes below U+FFFF. Runs of codes whose glyphs run along take one segment.
func format4(mappings []mapping) []byte {
	var segments []run
	for _, r := range runs(mappings) {
		if r.from < lastCode {
			r.to = min(r.to, lastCode-1)
			segments = append(segments, r)
		}
	}
	segments = append(segments, run{lastCode, lastCode, 0})
	n := len(segments)
	t := be.AppendUint16(nil, 4)
	t = be.AppendUint16(t, uint16(16+8*n))
	t = be.AppendUint16(t, 0) // language
	t = be.AppendUint16(t, uint16(2*n))
	t = appendSearchHint(t, n, 2)
	for _, s := range segments {
		t = be.AppendUint16(t, uint16(s.to))
	}
	t = be.AppendUint16(t, 0)
	for _, s := range segments {
		t = be.AppendUint16(t, uint16(s.from))
	}
	for _, s := range segments {
		t = be.AppendUint16(t, uint16(s.glyph-int(s.from))) // modulo 65536, as the format wants
	}
	return append(t, make([]byte, 2*n)...) // no segment lists its glyphs one by one
}

// format12 writes a cmap subtable for all of Unicode.
func format12(mappings []mapping) []byte {
	groups := runs(mappings)
	t := be.AppendUint32(nil, 12<<16)
	t = be.AppendUint32(t, uint32(16+12*len(groups)))
	t = be.AppendUint32(t, 0) // language
	t = be.AppendUint32(t, uint32(len(groups)))
	for _, g := range groups {
		t = be.AppendUint32(t, uint32(g.from))
		t = be.AppendUint32(t, uint32(g.to))
		t = be.AppendUint32(t, uint32(g.glyph))
	}
	return t
}

// run is a stretch of codes whose glyphs follow each other too.
type run struct {
	from, to rune
	glyph    int // of from
}

// runs joins mappings, which are sorted by code.
func runs(mappings []mapping) (joined []run) {
	for _, m := range mappings {
		if n := len(joined) - 1; n >= 0 && joined[n].to+1 == m.code && joined[n].glyph+int(m.code-joined[n].from) == m.glyph {
			joined[n].to = m.code
		} else {
			joined = append(joined, run{m.code, m.code, m.glyph})
		}
	}
	return joined
}

// encoding is one subtable of a cmap with Microsoft's number for it: 1 for the BMP, 10 for all of Unicode.
type encoding struct {
	id       uint16
	subtable []byte
}

func cmapTable(encodings ...encoding) []byte {
	t := be.AppendUint16(nil, 0)
	t = be.AppendUint16(t, uint16(len(encodings)))
	offset := 4 + 8*len(encodings)
	for _, e := range encodings {
		t = be.AppendUint16(t, 3) // platform: Microsoft
		t = be.AppendUint16(t, e.id)
		t = be.AppendUint32(t, uint32(offset))
		offset += len(e.subtable)
	}
	for _, e := range encodings {
		t = append(t, e.subtable...)
	}
	return t
}
