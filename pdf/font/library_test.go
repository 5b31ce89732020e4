package font_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

var roleFile = map[font.Role]string{
	font.Song: fonts.Song, font.Title: fonts.Title, font.Hei: fonts.Hei, font.Kai: fonts.Kai, font.Fang: fonts.Fang,
}

func TestRoles(t *testing.T) {
	lib := own(t)
	for role, file := range roleFile {
		chain := lib.Chain(role)
		if len(chain) == 0 || chain[0].Name() != file {
			t.Errorf("%v does not begin with %s", role, file)
		}
		if last := chain[len(chain)-1].Name(); last != fonts.Song {
			t.Errorf("%v ends with %s, not 宋", role, last)
		}
		for _, f := range chain {
			if !f.Embeddable() {
				t.Errorf("%s may not be embedded", f.Name())
			}
		}
	}
	var names []string
	for role := font.Song; role <= font.Fang; role++ {
		names = append(names, role.String())
	}
	if got := strings.Join(names, " "); got != "宋 小标宋 黑 楷 仿宋" {
		t.Errorf("the roles are called %s", got)
	}
}

// Every character of the plan, the screens and the papers, and names as they occur, have a glyph in every role.
func TestNoCharacterIsMissing(t *testing.T) {
	lib := own(t)
	text, err := os.ReadFile("testdata/characters.txt")
	if err != nil {
		t.Fatal(err)
	}
	for role := range roleFile {
		for _, s := range []string{string(text), "李𬭎 王喆 买买提·艾力 䶮 堃珺玥镕昇", "某油发〔2011〕12号 98.5% 附件：1. ①②③√"} {
			if missing := lib.Missing(role, s); len(missing) > 0 {
				t.Errorf("%v: no glyph for %q", role, missing)
			}
		}
	}
	if got := lib.Missing(font.Kai, "국국a국\U0010FFFD"); !slices.Equal(got, []rune("국\U0010FFFD")) {
		t.Errorf("missing: %q", got)
	}
}

// FandolFang has not even 堃, so 仿宋 is nothing without falling back, one character at a time.
func TestFallBackPerCharacter(t *testing.T) {
	chain := own(t).Chain(font.Fang)
	for _, c := range []struct{ text, file string }{{"王国评议", fonts.Fang}, {"喆堃珺玥镕昇𬭎䶮", fonts.Song}} {
		for _, r := range c.text {
			if f := chain.Pick(r); f == nil || f.Name() != c.file {
				t.Errorf("%c is not from %s", r, c.file)
			}
		}
	}
	if chain.Pick('\U0010FFFD') != nil {
		t.Error("a face for what no face has")
	}
}

func TestOwnWithoutTheFileBeside(t *testing.T) {
	own(t)
	lib, err := font.Own(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), fonts.Fang) {
		t.Errorf("error %v, want one about %s", err, fonts.Fang)
	}
	if f := lib.Chain(font.Fang).Pick('国'); f == nil || f.Name() != fonts.Song {
		t.Error("仿宋 does not fall back to 宋")
	}
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, fonts.Fang), []byte("broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := font.Own(broken); err == nil {
		t.Error("a broken file is no error")
	}
	if _, err := font.Own(t.TempDir(), beside); err != nil {
		t.Errorf("the second folder is not looked into: %v", err)
	}
}

const chinese = "国一评。1"

func TestMachineFontsComeFirst(t *testing.T) {
	lib := own(t)
	dir := t.TempDir()
	restricted := cut(t, chinese, "X")
	_, os2 := tableAt(t, restricted, "OS/2")
	binary.BigEndian.PutUint16(restricted[os2+8:], 0x0002)
	for path, data := range map[string][]byte{
		"SIMFANG.TTF":             restricted, // may not be embedded: the next wish, by family, is taken
		"fangzheng/fs.ttf":        cut(t, chinese, "FZFangSong-Z02"),
		"simkai.ttf":              cut(t, "国", "KaiTi"), // can't write a paper
		"simhei.ttf":              []byte("broken"),     //
		"win/simsun.ttc":          collection(t, cut(t, chinese+"宋", "SimSun"), cut(t, chinese, "NSimSun")),
		"FZXBSJW.TTF":             cut(t, chinese, "whatever"),  // by its file name
		"notes.txt":               []byte("not a font"),         //
		"other.ttf":               cut(t, chinese, "Some Font"), // nobody's wish
		"broken/broken-fonts.ttf": []byte("\x00\x01\x00\x00\xff\xff"),
	} {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folders := []string{filepath.Join(dir, "absent"), dir}
	machine := font.WithFolders(lib, folders, true)
	for role, want := range map[font.Role]string{
		font.Fang:  "fs.ttf " + fonts.Fang + " simsun.ttc " + fonts.Song,
		font.Kai:   fonts.Kai + " simsun.ttc " + fonts.Song,
		font.Hei:   fonts.Hei + " simsun.ttc " + fonts.Song,
		font.Song:  "simsun.ttc " + fonts.Song,
		font.Title: "FZXBSJW.TTF " + fonts.Title + " simsun.ttc " + fonts.Song,
	} {
		if got := names(machine.Chain(role)); got != want {
			t.Errorf("%v: %s, want %s", role, got, want)
		}
	}
	if !machine.Chain(font.Song)[0].Has('宋') {
		t.Error("simsun.ttc: not its first face")
	}
	if got := names(font.WithFolders(lib, folders, false).Chain(font.Fang)); strings.Contains(got, "fs.ttf") {
		t.Errorf("by file name alone: %s", got)
	}
	if got, want := names(lib.Chain(font.Song)), fonts.Song; got != want {
		t.Errorf("the own library was changed: %s", got)
	}
}

func names(chain font.Chain) string {
	var list []string
	for _, f := range chain {
		list = append(list, f.Name())
	}
	return strings.Join(list, " ")
}
