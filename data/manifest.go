package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The manifest (归档清单.txt) is a text that a person can read: what was archived, by whom, how much of everything, then a
// line for each file, and at the end the SHA-256 of all that stands above.
const (
	manifestHead = "民主评议活动归档清单（第 1 版）\n"
	manifestEnd  = "以上各行的 SHA-256："
)

var manifestLine = regexp.MustCompile(`^([0-9a-f]{64})  ([0-9]+)  (.+)$`)

// writeManifest writes the manifest, the last file of the archive.
func (a *archiving) writeManifest(ctx context.Context) error {
	var b strings.Builder
	b.WriteString(manifestHead)
	fmt.Fprintf(&b, "活动：%d年%s\n单位：%s\n归档：%s，%s\n", a.campaign.Year, a.campaign.Title, a.campaign.Office, DateOf(a.now).Chinese(), a.source.Operator())
	fmt.Fprintf(&b, "内容：%s\n以下每行依次是 SHA-256、字节数、文件名。\n", strings.Join(a.counts, "，"))
	for _, file := range a.files {
		fmt.Fprintf(&b, "%s  %d  %s\n", file.hash, file.size, file.name)
	}
	content := []byte(sealManifest(b.String()))
	a.manifest = sha256.Sum256(content)
	return a.add(ctx, archiveManifest, content)
}

// sealManifest puts the last line under the others.
func sealManifest(body string) string {
	return fmt.Sprintf("%s%s%x\n", body, manifestEnd, sha256.Sum256([]byte(body)))
}

// fingerprintFile reads a file of an archive back.
func fingerprintFile(folder, name string) (file archivedFile, err error) {
	f, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		return file, err
	}
	defer f.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	return archivedFile{name, size, hex.EncodeToString(sum.Sum(nil))}, err
}

// CheckArchive verifies an archive's folder without changing it: the manifest, every file that it lists, that there is no
// other, and the copy of the database. Findings name each file that was changed, is missing or was added.
func CheckArchive(ctx context.Context, folder string) (Findings, error) {
	f := Findings{OK: true}
	content, err := os.ReadFile(filepath.Join(folder, archiveManifest))
	if err != nil {
		return f, &Error{NotFound, fmt.Sprintf("“%s”里没有%s，不是一份归档。请选择归档的文件夹。", folder, archiveManifest), err}
	}
	files, ok := readManifest(content)
	if !ok {
		f.wrong("%s 被改动过，或者不完整；其他文件没有再核验。", archiveManifest)
		return f, nil
	}
	for _, line := range bytes.Split(content, []byte("\n"))[1:5] {
		f.note("%s", line)
	}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return f, err
		}
		f.compare(folder, file)
	}
	if err := f.findOthers(folder, files); err != nil {
		return f, fault(err)
	}
	if !f.OK {
		return f, nil
	}
	f.note("文件 %d 个，与归档时一致", len(files)+1)
	return f, checkCopy(ctx, folder, &f)
}

// readManifest reads the lines of files; ok is false when a byte of the manifest isn't as it was written.
func readManifest(content []byte) (files []archivedFile, ok bool) {
	text := string(content)
	i := strings.LastIndex(text, manifestEnd)
	if i < 0 || !strings.HasPrefix(text, manifestHead) || text != sealManifest(text[:i]) {
		return nil, false
	}
	for line := range strings.Lines(text[:i]) {
		if parts := manifestLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); parts != nil {
			size, err := strconv.ParseInt(parts[2], 10, 64)
			if err != nil {
				return nil, false
			}
			files = append(files, archivedFile{parts[3], size, parts[1]})
		}
	}
	return files, len(files) > 0
}

// compare says what is wrong with a file of the archive.
func (f *Findings) compare(folder string, want archivedFile) {
	if !filepath.IsLocal(filepath.FromSlash(want.name)) {
		f.wrong("清单里的“%s”不在归档里面。", want.name)
		return
	}
	got, err := fingerprintFile(folder, want.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.wrong("缺少文件“%s”。", want.name)
	case err != nil:
		f.wrong("文件“%s”读不出来。", want.name)
	case got != want:
		f.wrong("文件“%s”被改动过：与归档时的校验码不符。", want.name)
	}
}

// findOthers names what lies in the folder but isn't in the manifest.
func (f *Findings) findOthers(folder string, files []archivedFile) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if name != archiveManifest && !slices.ContainsFunc(files, func(file archivedFile) bool { return file.name == name }) {
			f.wrong("多出文件“%s”，不在清单里。", name)
		}
		return nil
	})
}

// checkCopy verifies the copy of the database, of whatever version it is.
func checkCopy(ctx context.Context, folder string, f *Findings) error {
	path, err := filepath.Abs(filepath.Join(folder, archiveRecords)) // a file: address knows no other
	if err != nil {
		return fault(err)
	}
	db, clean, err := look(path)
	if err != nil {
		return fault(err)
	}
	defer clean()
	defer db.Close()
	found, err := inspect(ctx, db, verifyFile, verifyVersion, verifyChain)
	f.OK, f.Lines, f.bad = f.OK && found.OK, append(f.Lines, found.Lines...), append(f.bad, found.bad...)
	return err
}
