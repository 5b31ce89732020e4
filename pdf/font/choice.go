package font

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
)

// What makes [Read] refuse a font.
var (
	ErrForbidden  = errors.New("the font's maker forbids embedding")
	ErrNotChinese = errors.New("the font lacks ordinary Chinese characters")
)

// Read opens a font file that the office chose itself: its first face, which must be whole, write Chinese
// (ErrNotChinese) and be allowed in a PDF (ErrForbidden).
func Read(path string) (*Face, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	face, err := Open(filepath.Base(path), data, 0)
	switch {
	case err != nil:
		return nil, err
	case !face.Embeddable():
		return nil, fmt.Errorf("font %s: %w", face.name, ErrForbidden)
	case !face.usable():
		return nil, fmt.Errorf("font %s: %w", face.name, ErrNotChinese)
	}
	return face, nil
}

// With is base with the chosen faces in front of its own, by role.
func With(base *Library, chosen map[Role]*Face) *Library {
	chosen = maps.Clone(chosen)
	l := &Library{}
	for role := range roles {
		l.faces[role] = base.faces[role]
		if face := chosen[role]; face != nil {
			l.faces[role] = func() []*Face { return append([]*Face{face}, base.faces[role]()...) }
		}
	}
	return l
}
