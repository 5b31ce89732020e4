// Package fonts holds the program's own font files. They are made by set-up (make setup, which runs fetch/) and kept out
// of the repository; the program builds without them and then has only the machine's fonts. README.md tells where
// each comes from and under which licence.
package fonts

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

// The font files. All but Fang are inside the program; Fang is a file beside it.
const (
	Song    = "Song.ttf"    // 宋, every character for names
	Title   = "Title.ttf"   // 小标宋
	Hei     = "Hei.ttf"     // 黑, and the window's regular font
	HeiBold = "HeiBold.ttf" // the window's bold font
	Kai     = "Kai.ttf"     // 楷
	Fang    = "FandolFang.ttf"
)

// Embedded lists the files inside the program.
var Embedded = []string{Song, Title, Hei, HeiBold, Kai}

//go:embed embedded
var files embed.FS

// Has tells whether a font file is inside the program.
func Has(name string) bool {
	_, err := fs.Stat(files, "embedded/"+name)
	return err == nil
}

// Read gives a fresh copy of a font file that is inside the program.
func Read(name string) ([]byte, error) {
	data, err := files.ReadFile("embedded/" + name)
	if err != nil {
		return nil, fmt.Errorf("font %s is not in this build: run make setup, then build again", name)
	}
	return data, nil
}

// Window gives the window's two fonts. If they are absent the window must do with what it has.
func Window() (regular, bold []byte, err error) {
	regular, err1 := Read(Hei)
	bold, err2 := Read(HeiBold)
	return regular, bold, errors.Join(err1, err2)
}
