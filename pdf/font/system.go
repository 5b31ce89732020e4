package font

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// wish is a font that an office machine may have, better known to its readers than the program's own. Windows machines are
// asked by file name; elsewhere, where names of files vary, by the family name inside.
type wish struct {
	role     Role
	files    []string // in lower case
	families []string
}

// wishes are in order of preference within each role: what Windows and Office bring, the 方正 fonts of UOS and Kylin,
// 小标宋 as every county's typist has it.
var wishes = []wish{
	{role: Fang, files: []string{"simfang.ttf"}, families: []string{"仿宋", "FangSong"}},
	{role: Fang, files: []string{"仿宋_gb2312.ttf", "simfang_gb2312.ttf"}, families: []string{"仿宋_GB2312", "FangSong_GB2312"}},
	{role: Fang, files: []string{"fzfsk.ttf"}, families: []string{"方正仿宋_GBK", "FZFangSong-Z02"}},
	{role: Fang, files: []string{"fzfsjw.ttf"}, families: []string{"方正仿宋简体", "FZFangSong-Z02S"}},
	{role: Fang, files: []string{"stfangso.ttf"}, families: []string{"华文仿宋", "STFangsong"}},
	{role: Hei, files: []string{"simhei.ttf"}, families: []string{"黑体", "SimHei"}},
	{role: Hei, files: []string{"fzhtk.ttf"}, families: []string{"方正黑体_GBK", "FZHei-B01"}},
	{role: Hei, files: []string{"fzhtjw.ttf"}, families: []string{"方正黑体简体", "FZHei-B01S"}},
	{role: Kai, files: []string{"simkai.ttf"}, families: []string{"楷体", "KaiTi"}},
	{role: Kai, files: []string{"楷体_gb2312.ttf", "simkai_gb2312.ttf"}, families: []string{"楷体_GB2312", "KaiTi_GB2312"}},
	{role: Kai, files: []string{"fzktk.ttf"}, families: []string{"方正楷体_GBK", "FZKai-Z03"}},
	{role: Kai, files: []string{"fzktjw.ttf"}, families: []string{"方正楷体简体", "FZKai-Z03S"}},
	{role: Kai, files: []string{"stkaiti.ttf"}, families: []string{"华文楷体", "STKaiti"}},
	{role: Song, files: []string{"simsun.ttc"}, families: []string{"宋体", "SimSun"}},
	{role: Song, files: []string{"fzssk.ttf"}, families: []string{"方正书宋_GBK", "FZShuSong-Z01"}},
	{role: Title, files: []string{"fzxbsjw.ttf"}, families: []string{"方正小标宋简体", "FZXiaoBiaoSong-B05S"}},
	{role: Title, files: []string{"fzxbsk.ttf"}, families: []string{"方正小标宋_GBK", "FZXiaoBiaoSong-B05"}},
}

// System is own with the machine's fonts in front, where it has them, their makers allow embedding, and they aren't
// broken. The machine's folders are searched when a face is first asked for, once.
func System(own *Library) *Library {
	return withFolders(own, systemFolders(), runtime.GOOS != "windows")
}

func withFolders(own *Library, folders []string, byFamily bool) *Library {
	search := sync.OnceValue(func() []found { return search(folders, byFamily) })
	l := &Library{}
	for role := range roles {
		l.faces[role] = sync.OnceValue(func() []*Face { return append(openBest(search(), role), own.faces[role]()...) })
	}
	return l
}

// systemFolders are where Windows, UOS, Kylin and Debian keep fonts, the user's own ones last.
func systemFolders() []string {
	if runtime.GOOS == "windows" {
		return []string{
			filepath.Join(os.Getenv("WINDIR"), "Fonts"),
			filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts"),
		}
	}
	folders := []string{"/usr/share/fonts", "/usr/local/share/fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, ".fonts"))
	}
	return folders
}

// found is a font file that a wish, by its number, asks for.
type found struct {
	wish int
	path string
}

// search lists the wished-for fonts in the folders and below, the most wanted first. What can't be read is passed over.
func search(folders []string, byFamily bool) (list []found) {
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				if entry != nil && entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !entry.IsDir() && isFontFile(path) {
				if i := wishFor(path, byFamily); i >= 0 {
					list = append(list, found{i, path})
				}
			}
			return nil
		})
	}
	slices.SortStableFunc(list, func(a, b found) int { return a.wish - b.wish })
	return list
}

func isFontFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}

// wishFor gives the number of the wish that a font file fulfils, or -1.
func wishFor(path string, byFamily bool) int {
	file := strings.ToLower(filepath.Base(path))
	if i := slices.IndexFunc(wishes, func(w wish) bool { return slices.Contains(w.files, file) }); i >= 0 || !byFamily {
		return i
	}
	families := familiesOf(path)
	return slices.IndexFunc(wishes, func(w wish) bool {
		return slices.ContainsFunc(families, func(name string) bool { return slices.Contains(w.families, name) })
	})
}

// familiesOf reads the family names of the first face of a font file, in all languages, without reading the whole file.
func familiesOf(path string) (families []string) {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	on := file{f, info.Size()}
	offsets, err := faceOffsets(on)
	if err != nil {
		return nil
	}
	spans, err := directory(on, offsets[0])
	if err != nil {
		return nil
	}
	names, err := on.section(spans["name"].offset, spans["name"].length)
	if err != nil {
		return nil
	}
	for _, r := range readNames(names) {
		if r.id == nameFamily {
			families = append(families, r.text)
		}
	}
	return families
}

// openBest opens the most wanted font for a role that is whole, may be embedded and writes Chinese.
func openBest(list []found, role Role) []*Face {
	for _, f := range list {
		if wishes[f.wish].role != role {
			continue
		}
		data, err := os.ReadFile(f.path)
		if err != nil {
			continue
		}
		face, err := Open(filepath.Base(f.path), data, 0) // simsun.ttc: 宋体 is its first face, 新宋体 the second
		if err == nil && face.Embeddable() && face.usable() {
			return []*Face{face}
		}
	}
	return nil
}

// usable makes sure, by cutting a small piece, that a font from outside does what the paper needs of it.
func (f *Face) usable() bool {
	s, err := f.Subset([]rune("国一评。1"))
	return err == nil && len(s.Missing) == 0
}
