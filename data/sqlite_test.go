package data_test

import (
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// A misspelt option is ignored by the driver in silence: reading back has to notice each one that the driver wouldn't
// set by itself (_busy_timeout is 5000 anyway, _txlock and _stmt_cache_size are the driver's own).
func TestReadingBack(t *testing.T) {
	if err := data.VerifySettings(filepath.Join(t.TempDir(), "office.db"), data.Settings); err != nil {
		t.Error(err)
	}
	options := 0
	for option := range strings.SplitSeq(data.Settings, "&") {
		name, _, _ := strings.Cut(option, "=")
		if name == "_busy_timeout" || name == "_txlock" || name == "_stmt_cache_size" {
			continue
		}
		options++
		misspelt := strings.Replace(data.Settings, name+"=", name+"x=", 1)
		err := data.VerifySettings(filepath.Join(t.TempDir(), "office.db"), misspelt)
		if err == nil || !strings.Contains(err.Error(), "PRAGMA "+name[1:]) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if options != 6 {
		t.Errorf("%d options were tried, want 6", options)
	}
}
