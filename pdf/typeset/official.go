package typeset

import (
	"fmt"
	"math"
	"strings"
	"time"

	"liangping/pdf/font"
)

// The block of GB/T 9704-2012 5.2.1 and the grid on it: 22 lines of 28 characters. Line 1 touches the top of the
// block and line 22 its bottom.
const (
	blockTop    = 37.0
	blockWidth  = 156.0
	blockHeight = 225.0
	blockBottom = blockTop + blockHeight
	bindOdd     = 28.0                             // the binding edge is left on odd pages …
	bindEven    = A4Short - bindOdd - blockWidth   // … and right on even ones
	cell        = blockWidth / 28                  // one character of the grid
	gridLines   = 22                               // on a page
	gridStep    = (blockHeight - em3) / 21         // from line to line
	em3         = Size3 * 25.4 / 72                // the square of 3号
	em4         = Size4 * 25.4 / 72                // the square of 4号
	titleStep   = 12.0                             // from line to line of the title
	headTop     = blockTop + 35                    // GB/T 9704-2012 7.2.4
	headMost    = 48.0                             // points: a head no larger than this, smaller if it would not fit on one line
	redRule     = 0.7                              // thickness
	numberRule  = 4.0                              // from the number to the red rule, 7.2.7
	pageNumber  = blockBottom + 7 - dashHeight*em4 // its square, so that the dashes stand 7 mm below the block, 7.5
	dashHeight  = 0.5                              // of a dash in its square
	imprintRow  = 7.0                              // height of a row of the 版记
	outerRule   = 0.35                             // first and last line of the 版记, 7.4.1
	innerRule   = 0.25                             // the lines between
	stampLines  = 2                                // left empty above the signature, for the stamp
	signLines   = stampLines + 2                   // what the signature takes
	signIndent  = 4 * cell                         // of the date from the right, 7.3.5.1
	titleLines  = 2                                // empty lines between rule and title, 7.3.1
	numberLines = 2                                // empty lines between head and number, 7.2.5
)

// Form is the outward form of an official paper.
type Form int

// The forms of GB/T 9704-2012: the general one, also for a 纪要 (10.3), whose head reads ×××纪要; that of a letter, for 函
// (10.1); and one without a head, for 公示 and lists.
const (
	RedHead Form = iota
	LetterForm
	Plain
)

// Official is a paper in a form of GB/T 9704-2012. Empty parts are left out; without a Head it has the plain form.
type Official struct {
	Library *font.Library
	Form    Form
	Draft   bool // 草稿 in a frame on every page

	Head      string // 发文机关标志: 某县油区办文件
	Number    string // 发文字号: 某油发〔2011〕12号
	Signer    string // 签发人, on a report upward (上行文) only: a name
	Title     string // 标题; '\n' where a line should end, without any BreakTitle says where
	Addressee string // 主送机关, without a colon
	Body      string // paragraphs, one a line; 一、（一）1.（1） at their start make headings
	Office    string // the signature
	Date      string // 成文日期: 2011年7月25日
	Note      string // 附注, in brackets below the date: 联系人：刘敏，电话：8321234
	Copies    string // 抄送, without a full stop
	Issuer    string // 印发机关
	Issued    string // 印发日期: 2011年7月25日
	Made      time.Time

	Attachments []Attachment
}

// Attachment is an 附件: it begins a page of its own. One without a Name is a text that the paper issues (印发), which
// bears no 附件 and is not listed below the body.
type Attachment struct {
	Name      string // as 附件说明 lists it: no 《》, no mark at its end
	Title     string // as Official.Title
	Body      string // as Official.Body
	Table     *Table // below the body; its columns are widened or narrowed to the block
	Landscape bool
}

// Doc lays the paper out.
func (o *Official) Doc() *Doc {
	s := &sheet{Official: o, doc: &Doc{Title: strings.ReplaceAll(o.Title, "\n", ""), Author: o.Office, Date: o.Made}}
	s.turn()
	s.head()
	s.addressee()
	s.body()
	s.signature()
	s.imprint()
	for i := range s.doc.Pages {
		s.pageNumber(i)
	}
	return s.doc
}

// sheet is an official paper in the making.
type sheet struct {
	*Official
	doc  *Doc
	page *Page
	line int     // the next free line of the grid, from 0
	y    float64 // below the head and the title, on the first page only
}

// turn begins a new page.
func (s *sheet) turn() {
	s.page = s.doc.Portrait()
	s.line = 0
}

// left is the left edge of the block on the current page.
func (s *sheet) left() float64 { return blockLeft(len(s.doc.Pages)) }

func blockLeft(number int) float64 {
	if number%2 == 1 {
		return bindOdd
	}
	return bindEven
}

func lineTop(line int) float64 { return blockTop + float64(line)*gridStep }

// style is a role's face on the grid.
func (s *sheet) style(role font.Role) Style {
	return Style{Chain: s.Library.Chain(role), Size: Size3, Cell: cell}
}

// center sets one line in the middle of the block, one character from its edges or more.
func (s *sheet) center(text string, style Style, top float64) (height float64) {
	line := Measure{Width: blockWidth - 2*cell, Align: Center}.Fit(text, style)
	s.page.Set(line, s.left()+cell, top)
	return line.Height()
}

// head sets 发文机关标志, 发文字号, the red rule and the title, and finds the line where the text begins.
func (s *sheet) head() {
	s.y = blockTop
	if s.Head != "" {
		s.y = headTop + s.center(s.Head, Style{Chain: s.Library.Chain(font.Title), Size: headMost, Color: Red}, headTop)
		s.y += numberLines * gridStep
		s.center(s.Number, s.style(font.Fang), s.y)
		s.y += em3 + numberRule
		s.page.Draw(Stroke{X1: s.left(), Y1: s.y, X2: s.left() + blockWidth, Y2: s.y, Width: redRule, Color: Red})
		s.y += titleLines * gridStep
	}
	if s.Title == "" {
		return
	}
	title := Style{Chain: s.Library.Chain(font.Title), Size: Size2}
	for _, line := range (Measure{Width: blockWidth, Align: Center}).Balanced(Span{s.Title, title}) {
		s.page.Set(line, s.left(), s.y)
		s.y += titleStep
	}
	s.y += title.Em() - titleStep + gridStep // one empty line below the title
	// The text stands on the grid, so that it ends at the bottom of the block: the next line of the grid, or the one
	// before if that is hardly higher.
	s.line = int(math.Ceil((s.y-blockTop)/gridStep - 0.25))
}

func (s *sheet) addressee() {
	if s.Addressee == "" {
		return
	}
	s.put(Measure{Width: blockWidth}.Lines(Span{s.Addressee + "：", s.style(font.Fang)}))
}

// put sets lines on the grid.
func (s *sheet) put(lines []Line) {
	for _, line := range lines {
		if s.line == gridLines {
			s.turn()
		}
		s.page.Set(line, s.left(), lineTop(s.line))
		s.line++
	}
}

// body sets the paragraphs. A heading stays with the line that follows it, and the end of the text with the signature.
func (s *sheet) body() {
	paragraphs := bodyParagraphs(s.Body)
	for i, p := range paragraphs {
		lines := Measure{Width: blockWidth, First: 2 * cell}.Lines(p.spans(s.style)...)
		last := i == len(paragraphs)-1
		if p.heading && !last && s.line+len(lines) >= gridLines && s.line > 0 {
			s.turn()
		}
		if last && (s.Office != "" || s.Date != "") {
			s.putWithSignature(lines)
		} else {
			s.put(lines)
		}
	}
}

// putWithSignature sets the last paragraph so that at least its last lines stand on the page of the signature: never
// 此页无正文 (GB/T 9704-2012 7.3.5.5).
func (s *sheet) putWithSignature(lines []Line) {
	for len(lines) > 0 {
		room := gridLines - s.line
		n := len(lines)
		switch {
		case n+signLines <= room: // all of it, and the signature
		case n > room:
			n = room
		default: // the text fits but the signature does not: take two lines along
			n = max(n-2, 0)
			if n < 2 {
				n = 0
			}
		}
		s.put(lines[:n])
		if lines = lines[n:]; len(lines) > 0 {
			s.turn()
		}
	}
}

// signature sets the office and the date, with room for the stamp: the date 4 characters from the right, the office
// centred above it (GB/T 9704-2012 7.3.5.1).
func (s *sheet) signature() {
	if s.Office == "" && s.Date == "" {
		return
	}
	if s.line+signLines > gridLines {
		s.turn()
	}
	s.line += stampLines
	measure := Measure{Width: blockWidth - 2*cell, Align: Left}
	date, office := measure.Fit(s.Date, s.style(font.Fang)), measure.Fit(s.Office, s.style(font.Fang))
	middle := blockWidth - signIndent - date.Width()/2
	if over := middle + office.Width()/2 - measure.Width; over > 0 {
		middle -= over // a long name keeps two characters from the edge, and the date moves with it
	}
	for _, line := range []Line{office, date} {
		s.page.Set(line, s.left()+middle-line.Width()/2, lineTop(s.line))
		s.line++
	}
}

// pageNumber sets — 1 — outside below the block (GB/T 9704-2012 7.5).
func (s *sheet) pageNumber(i int) {
	number := i + 1
	style := Style{Chain: s.Library.Chain(font.Song), Size: Size4}
	measure := Measure{Width: blockWidth - 2*em4, Align: Right}
	if number%2 == 0 {
		measure.Align = Left
	}
	line := measure.Fit(fmt.Sprintf("— %d —", number), style)
	s.doc.Pages[i].Set(line, blockLeft(number)+em4, pageNumber)
}
