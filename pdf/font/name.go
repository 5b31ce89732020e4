package font

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// Names are what a font made by [Face.Cut] is called. A font under a licence with reserved names (OFL 1.1 §3) must be
// renamed when it is changed.
type Names struct {
	Family string // in ASCII
	Bold   bool
}

// Numbers of names (OpenType specification, name).
const (
	nameCopyright  = 0
	nameFamily     = 1
	nameStyle      = 2
	nameUnique     = 3
	nameFull       = 4
	nameVersion    = 5
	namePostScript = 6
	nameMaker      = 8
	nameDesigner   = 9
	nameLicence    = 13
	nameLicenceURL = 14

	usEnglish = 0x409
)

// nameRecord is one entry of Microsoft's platform in a name table.
type nameRecord struct {
	language, id uint16
	text         string
}

// records are the names of the new font, with those of the old one that tell whose work it is.
func (n Names) records(old []byte) []nameRecord {
	style := "Regular"
	if n.Bold {
		style = "Bold"
	}
	version := "Version 1.0"
	list := []nameRecord{
		{usEnglish, nameFamily, n.Family},
		{usEnglish, nameStyle, style},
		{usEnglish, nameFull, n.Family + " " + style},
		{usEnglish, namePostScript, n.Family + "-" + style},
	}
	for _, r := range readNames(old) {
		if r.language != usEnglish {
			continue
		}
		switch r.id {
		case nameCopyright, nameMaker, nameDesigner, nameLicence, nameLicenceURL:
			list = append(list, r)
		case nameVersion:
			version = r.text
		}
	}
	return append(list,
		nameRecord{usEnglish, nameVersion, version},
		nameRecord{usEnglish, nameUnique, n.Family + " " + style + " " + version})
}

// nameTable writes a name table of format 0, the only one that the PDF library takes without complaining on stdout.
func nameTable(records []nameRecord) []byte {
	slices.SortFunc(records, func(a, b nameRecord) int {
		return cmp.Or(cmp.Compare(a.language, b.language), cmp.Compare(a.id, b.id))
	})
	t := be.AppendUint16(nil, 0)
	t = be.AppendUint16(t, uint16(len(records)))
	t = be.AppendUint16(t, uint16(6+12*len(records)))
	var texts []byte
	for _, r := range records {
		from := len(texts)
		for _, unit := range utf16.Encode([]rune(r.text)) {
			texts = be.AppendUint16(texts, unit)
		}
		for _, v := range []uint16{3, 1, r.language, r.id, uint16(len(texts) - from), uint16(from)} {
			t = be.AppendUint16(t, v)
		}
	}
	return append(t, texts...)
}

// readNames gives the names of Microsoft's platform, in all languages; a broken table gives what is legible of it.
func readNames(table []byte) (records []nameRecord) {
	if len(table) < 6 {
		return nil
	}
	count, texts := int(be.Uint16(table[2:])), int(be.Uint16(table[4:]))
	for i := range count {
		at := 6 + 12*i
		if at+12 > len(table) {
			break
		}
		r := table[at:]
		length, from := int(be.Uint16(r[8:])), texts+int(be.Uint16(r[10:]))
		if be.Uint16(r) != 3 || from+length > len(table) {
			continue
		}
		units := make([]uint16, length/2)
		for j := range units {
			units[j] = be.Uint16(table[from+2*j:])
		}
		records = append(records, nameRecord{be.Uint16(r[4:]), be.Uint16(r[6:]), string(utf16.Decode(units))})
	}
	return records
}
