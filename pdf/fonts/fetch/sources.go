package main

import (
	"archive/tar"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// source is a file of a Debian package (Debian 12, bookworm).
type source struct{ pkg, path, sum string }

var (
	serifRegular = source{
		"fonts-noto-cjk", "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
		"a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
	}
	serifBold = source{
		"fonts-noto-cjk", "usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
		"a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
	}
	sansRegular = source{
		"fonts-noto-cjk", "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
		"b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
	}
	sansBold = source{
		"fonts-noto-cjk", "usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
		"faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
	}
	notoLicence = source{
		"fonts-noto-cjk", "usr/share/doc/fonts-noto-cjk/copyright",
		"5bb218343ded506b258d86186d460fc47d9b6b28f0e642cf32676c396b7df763",
	}
	wenkai = source{
		"fonts-lxgw-wenkai", "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
		"bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
	}
	wenkaiLicence = source{
		"fonts-lxgw-wenkai", "usr/share/doc/fonts-lxgw-wenkai/copyright",
		"897241f829ddde020676de9cc6506533d755f5e6b516538dfd5f6ed59cbf3ff8",
	}
	fandol = source{
		"texlive-lang-chinese", "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
		"d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
	}
	fandolReadme = source{
		"texlive-lang-chinese", "usr/share/doc/texlive-doc/fonts/fandol/README",
		"32537e063f4c7d4aebf016d5c8279cbce13f34fc8970f24b2578a3c04d0f8ca6",
	}
	fandolLicence = source{ // GPL 3 with the font exception, gzipped
		"texlive-lang-chinese", "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
		"b94928591ae23ad41681fe34991e5d95d793666e751af505453a0152e6bc1a10",
	}
	unihan = source{ // the Unicode consortium's tables, bzip2ed
		"unicode-data", "usr/share/unicode/Unihan_OtherMappings.txt.bz2",
		"bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
	}
)

// supply gets source files. It downloads a package at most once, into its temporary folder.
type supply struct {
	tmp  string
	debs map[string]string // downloaded package files by package
}

// get gives a source file, from the installed package if it is the very same, otherwise from Debian's archive.
func (s *supply) get(src source) ([]byte, error) {
	if data, err := os.ReadFile("/" + src.path); err == nil && sumOf(data) == src.sum {
		return data, nil
	}
	deb, err := s.download(src.pkg)
	if err != nil {
		return nil, err
	}
	data, err := unpack(deb, src.path)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", src.pkg, err)
	}
	if sum := sumOf(data); sum != src.sum {
		return nil, fmt.Errorf("package %s of this system has another version of %s (SHA-256 %s) than that of Debian 12; "+
			"get the package from Debian 12 (bookworm)", src.pkg, src.path, sum)
	}
	return data, nil
}

// download fetches a package without installing it.
func (s *supply) download(pkg string) (deb string, err error) {
	if deb, ok := s.debs[pkg]; ok {
		return deb, nil
	}
	fmt.Printf("fonts: downloading the Debian package %s\n", pkg)
	cmd := exec.Command("apt-get", "download", "-q", pkg)
	cmd.Dir = s.tmp
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the Debian package %s could not be downloaded (%w): check the network and run `apt-get update`, "+
			"then try again; apt-get says:\n%s", pkg, err, out)
	}
	found, err := filepath.Glob(filepath.Join(s.tmp, pkg+"_*.deb"))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("apt-get download %s left %d files, not 1", pkg, len(found))
	}
	if s.debs == nil {
		s.debs = map[string]string{}
	}
	s.debs[pkg] = found[0]
	return found[0], nil
}

// unpack reads one file out of a package.
func unpack(deb, path string) ([]byte, error) {
	cmd := exec.Command("dpkg-deb", "--fsys-tarfile", deb)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	data, err := fromTar(pipe, path)
	_, drained := io.Copy(io.Discard, pipe) // dpkg-deb ends only when all is read
	return data, cmp.Or(err, drained, cmd.Wait())
}

func fromTar(r io.Reader, path string) ([]byte, error) {
	for t := tar.NewReader(r); ; {
		head, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("has no file %s", path)
		}
		if err != nil {
			return nil, err
		}
		if head.Typeflag == tar.TypeReg && filepath.Clean(head.Name) == path {
			return io.ReadAll(t)
		}
	}
}
