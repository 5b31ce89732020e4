package typeset

import (
	"strings"
	"time"

	"liangping/pdf/font"
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
	Byline    string // 署名 below the title: 王喆　党组书记、主任
	Addressee string // 主送机关, without a colon
	Body      string // paragraphs, one a line; 一、（一）1.（1） at their start make headings
	Table     *Table // below the body; its columns are widened or narrowed to the block
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
	s.byline(s.title(o.Title, s.head()))
	s.addressee()
	s.body()
	s.bodyTable()
	s.signature()
	s.note()
	s.attachments()
	s.imprint()
	for i, page := range s.doc.Pages {
		s.pageNumber(i+1, page)
		if o.Draft {
			s.draft(i+1, page)
		}
	}
	return s.doc
}
