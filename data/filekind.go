package data

import (
	"bytes"
	"slices"
	"strings"
)

// FileKind tells what an attached file holds, by its name and its first bytes.
type FileKind string

// The kinds.
const (
	Picture      FileKind = "picture"  // 图片
	PDFFile      FileKind = "pdf"      // PDF
	WordFile     FileKind = "document" // 文档
	TableFile    FileKind = "table"    // 表格
	SlidesFile   FileKind = "slides"   // 演示
	TextFile     FileKind = "text"     // 文本
	PackedFile   FileKind = "archive"  // 压缩包
	MediaFile    FileKind = "media"    // 音视频
	OtherFile    FileKind = "other"    // 其他
	programAlike FileKind = "program"  // never taken in
)

// String returns the kind's name.
func (k FileKind) String() string {
	return map[FileKind]string{
		Picture: "图片", PDFFile: "PDF", WordFile: "文档", TableFile: "表格", SlidesFile: "演示", TextFile: "文本", PackedFile: "压缩包",
		MediaFile: "音视频", OtherFile: "其他",
	}[k]
}

// fileEndings lists the endings of each kind.
var fileEndings = map[FileKind]string{
	Picture:    "jpg jpeg png gif bmp tif tiff webp heic",
	PDFFile:    "pdf ofd",
	WordFile:   "doc docx wps rtf odt dot dotx",
	TableFile:  "xls xlsx et ods csv",
	SlidesFile: "ppt pptx dps odp",
	TextFile:   "txt md log",
	PackedFile: "zip rar 7z gz tar",
	MediaFile:  "mp3 wav amr m4a mp4 avi wmv mov mkv flv",
	programAlike: "exe com scr pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msp mst dll sys ocx cpl lnk reg inf chm jar sh run bin " +
		"apk app deb rpm appimage desktop py docm xlsm pptm dotm xltm",
}

// programHeads are the first bytes of programs.
var programHeads = []string{"MZ", "\x7fELF", "#!", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe"}

// fileHeads are the first bytes by which a kind is known for certain.
var fileHeads = []struct {
	head string
	kind FileKind
}{
	{"%PDF-", PDFFile},
	{"\x89PNG\r\n\x1a\n", Picture},
	{"\xff\xd8\xff", Picture},
	{"GIF8", Picture},
	{"{\\rtf", WordFile},
	{"Rar!\x1a\x07", PackedFile},
	{"7z\xbc\xaf\x27\x1c", PackedFile},
}

// fileKind tells what a file holds and refuses a program, by its ending or by its first bytes, and a file whose name says
// something else than its bytes: it would not open.
func fileKind(name string, content []byte) (FileKind, error) {
	named := namedKind(name)
	if named == programAlike || slices.ContainsFunc(programHeads, func(head string) bool { return bytes.HasPrefix(content, []byte(head)) }) {
		return "", refuse(Invalid, "“%s”是程序或者带宏的文件，不能作为佐证材料。请附图片、PDF、文档或者表格。", name)
	}
	for _, known := range fileHeads {
		if !bytes.HasPrefix(content, []byte(known.head)) {
			continue
		}
		if named != known.kind && named != OtherFile && (named == Picture || named == PDFFile || known.kind == Picture || known.kind == PDFFile) {
			return "", refuse(Invalid, "“%s”按名字是%s，内容却是%s，打不开。请把文件名改对，再附上。", name, named, known.kind)
		}
		return known.kind, nil
	}
	return named, nil
}

// namedKind tells the kind by the ending.
func namedKind(name string) FileKind {
	_, ending := cutEnding(strings.ToLower(name))
	ending = strings.TrimPrefix(ending, ".")
	for kind, endings := range fileEndings {
		if slices.Contains(strings.Fields(endings), ending) {
			return kind
		}
	}
	return OtherFile
}
