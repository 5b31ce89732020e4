package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// TestLedgerAttachment takes a file in, shows its kind and size, writes it out again, and refuses an empty one.
func TestLedgerAttachment(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 3, data.ItemOpen))
	folder, out := t.TempDir(), t.TempDir()
	for name, content := range map[string]string{"空.txt": "", "台账.txt": strings.Repeat("答复", 400)} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.lastFolder = folder
	for _, name := range []string{"空.txt", "台账.txt"} {
		small(t, p, "evidence附文件…")
		place := a.canvas.Focused().(*table[fileRow])
		if !place.selectKey(name) {
			t.Fatalf("%s is not offered", name)
		}
		typeKeys(a, fyne.KeyReturn)
		tasksEnd(t)
		if name == "空.txt" {
			if !strings.Contains(shown(a), "没有附上文件") {
				t.Errorf("an empty file is taken in: %q", shown(a))
			}
			a.escape()
		}
	}
	record := p.detail.record
	if len(record.Evidence) != 1 || !onScreen(a, "文本 2 KB") {
		t.Fatalf("attached %+v", record.Evidence)
	}
	var opened string
	a.options.OpenFile = func(path string) error { opened = path; return nil }
	p.openEvidence(record, record.Evidence[0])
	saveScreen(t, a, "08-file")
	typeKeys(a, fyne.KeyReturn)
	tasksEnd(t)
	if content, err := os.ReadFile(opened); err != nil || len(content) != 2400 || strings.HasPrefix(opened, filepath.Dir(a.options.Store.Path())) {
		t.Errorf("opened %s: %v", opened, err)
	}
	p.lastFolder = out
	p.saveFile(record.Evidence[0])
	for range 10 {
		if b, ok := a.canvas.Focused().(*button); ok && b.text == "存到这里" {
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	saveScreen(t, a, "08-folder")
	typeKeys(a, fyne.KeyReturn)
	tasksEnd(t)
	if _, err := os.Stat(filepath.Join(out, "台账.txt")); err != nil {
		t.Error(err)
	}
	a.escape()
	a.forgetCopies()
	if _, err := os.Stat(opened); err == nil {
		t.Error("the copy stays after the window is closed")
	}
}
