package font

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"unicode"

	"liangping/pdf/fonts"
)

// Chain is a list of faces, the first choice first. No face has every character, so text is set character by character
// with the face that [Chain.Pick] finds.
type Chain []*Face

// Pick gives the first face that has r, or nil.
func (c Chain) Pick(r rune) *Face {
	for _, f := range c {
		if f.Has(r) {
			return f
		}
	}
	return nil
}

// Role is what a typeface is used for on an official page (GB/T 9704-2012 5.2.2 and 7).
type Role int

// The five typefaces of an official page.
const (
	Song  Role = iota // 宋: page numbers, tables; the last fall-back of every other role
	Title             // 小标宋: the red head and the title
	Hei               // 黑: headings of the first level, and the window
	Kai               // 楷: headings of the second level, the signer
	Fang              // 仿宋: the body
	roles
)

// String is the typeface's Chinese name.
func (r Role) String() string {
	return [...]string{"宋", "小标宋", "黑", "楷", "仿宋"}[r]
}

// ownFile is the program's own font for each role.
var ownFile = [roles]string{fonts.Song, fonts.Title, fonts.Hei, fonts.Kai, fonts.Fang}

// Library knows the faces for each role. It is safe for concurrent use; faces are opened when first asked for.
type Library struct {
	faces [roles]func() []*Face
}

// Chain gives the faces for a role, those of 宋 last. It is empty only if no font was found at all. What 仿宋 lacks does not
// come from 楷 first: the own 楷 puts still more ink on the paper (0.24 of a square, 宋 0.23, 仿宋 0.15) and stands out more.
func (l *Library) Chain(role Role) Chain {
	chain := slices.Clone(l.faces[role]())
	if role != Song {
		chain = append(chain, l.faces[Song]()...)
	}
	return chain
}

// Missing lists the characters of text that no face of the role's chain has, each once, in order of appearance. Spaces
// and line ends need no glyph.
func (l *Library) Missing(role Role, text string) (missing []rune) {
	chain := l.Chain(role)
	for _, r := range text {
		if !unicode.IsSpace(r) && chain.Pick(r) == nil && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

// embedded opens each of the fonts inside the program once, however many libraries there are.
var embedded = func() (open [roles]func() (*Face, error)) {
	for role := range Fang {
		open[role] = sync.OnceValues(func() (*Face, error) {
			data, err := fonts.Read(ownFile[role])
			if err != nil {
				return nil, err
			}
			return Open(ownFile[role], data, 0)
		})
	}
	return open
}()

// Own is the library of the program's own fonts: those inside it, and the file of 仿宋 that lies beside it, looked for in
// dirs in order (its licence keeps it out of the program). If fonts are absent or broken the error says which; the
// library then does without them, and 仿宋 falls back to 宋.
func Own(dirs ...string) (*Library, error) {
	var errs []error
	l := &Library{}
	for role := range Fang {
		if !fonts.Has(ownFile[role]) {
			_, err := fonts.Read(ownFile[role])
			errs = append(errs, err)
		}
		l.faces[role] = func() []*Face {
			f, err := embedded[role]()
			if err != nil {
				return nil
			}
			return []*Face{f}
		}
	}
	fang, err := openBeside(dirs)
	errs = append(errs, err)
	l.faces[Fang] = func() []*Face { return fang }
	return l, errors.Join(errs...)
}

// openBeside opens the file of 仿宋 in the first of dirs that has it.
func openBeside(dirs []string) ([]*Face, error) {
	for _, dir := range dirs {
		data, err := os.ReadFile(filepath.Join(dir, fonts.Fang))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", fonts.Fang, err)
		}
		f, err := Open(fonts.Fang, data, 0)
		if err != nil {
			return nil, err
		}
		return []*Face{f}, nil
	}
	return nil, fmt.Errorf("font %s is in none of the folders %q", fonts.Fang, dirs)
}
