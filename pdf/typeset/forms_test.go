package typeset_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

const invitation = "按照县委统一安排部署，我办定于8月24日召开内部评议会议，现将有关事项通知如下：\n" +
	"一、时间和地点\n2011年8月24日上午9:00，机关三楼会议室，会期半天。\n" +
	"（一）提高认识，加强领导。各单位要高度重视，王喆、李𬭎同志负责。\n1.准时参加；\n（1）不得请假。"

// forms is a paper of each form, with all that belongs to it.
func forms(t testing.TB) map[string]*typeset.Official {
	forms := map[string]*typeset.Official{}
	add := func(name, body string, change func(*typeset.Official)) {
		forms[name] = notice(t, body)
		change(forms[name])
	}
	add("通知", invitation, func(o *typeset.Official) {
		o.Title = "临黄县油区工作办公室关于召开“两评一树”内部评议会议的通知"
		o.Draft = true
		o.Note = "联系人：刘敏，电话：8321234"
		o.Attachments = attachments(t)
	})
	add("报告", invitation, func(o *typeset.Official) { o.Signer = "王喆" })
	add("函", strings.Repeat(invitation+"\n", 4), func(o *typeset.Official) {
		o.Form = typeset.LetterForm
		o.Head = o.Office
		o.Number = "临油函〔2011〕3号"
		o.Title = "临黄县油区工作办公室关于邀请派员参加“两评一树”内部评议会议的函"
	})
	add("纪要", invitation+"\n出席："+strings.Repeat("王喆、李𬭎、", 9)+"张明\n请假：刘敏", func(o *typeset.Official) {
		o.Head, o.Number, o.Title = "临黄县油区工作办公室会议纪要", "第3期", "油区办“两评一树”内部评议会议纪要"
		o.Addressee, o.Office, o.Date = "", "", ""
	})
	add("公示", invitation, func(o *typeset.Official) {
		o.Form, o.Title = typeset.Plain, "公示"
		o.Addressee, o.Copies, o.Issuer, o.Issued = "", "", "", ""
	})
	return forms
}

// attachments are an upright text, a landscape table, and a landscape text.
func attachments(t testing.TB) []typeset.Attachment {
	table := &typeset.Table{
		Columns: []typeset.Column{{Width: 1, Align: typeset.Center}, {Width: 4, Align: typeset.Left}, {Width: 2, Align: typeset.Left}},
		Head:    []typeset.Row{{Cells: []typeset.Cell{{Text: "序号"}, {Text: "评议对象"}, {Text: "备注"}}}},
		Style:   style(t, font.Song, typeset.Size5),
		Leading: 6, Pad: typeset.Padding{X: 2, Y: 2}, Rule: 0.25,
	}
	for i := range 25 {
		table.Rows = append(table.Rows, typeset.Row{Cells: []typeset.Cell{{Text: fmt.Sprint(i + 1)}, {Text: "油区办领导班子"}, {}}})
	}
	return []typeset.Attachment{
		{Name: "临黄县油区工作办公室“两评一树”活动内部评议会议议程和与会人员须知（含评议票填写说明）", Title: "内部评议会议议程", Body: invitation},
		{Name: "评议对象名单", Title: "评议对象名单", Table: table, Landscape: true},
		{Name: "评议内容", Title: "评议内容", Body: strings.Repeat(invitation+"\n", 3), Landscape: true},
	}
}

// strokes are the lines of a colour on a page.
func strokes(page *typeset.Page, color typeset.Color) (all []typeset.Stroke) {
	for _, op := range page.Ops {
		if s, ok := op.(typeset.Stroke); ok && s.Color == color {
			all = append(all, s)
		}
	}
	return all
}

// faceOf is the name of the face that the first run with the text is set in.
func faceOf(t *testing.T, doc *typeset.Doc, text string) string {
	t.Helper()
	for _, page := range doc.Pages {
		for _, op := range page.Ops {
			if run, ok := op.(typeset.Text); ok && strings.Contains(string(run.Runes), text) {
				return run.Face.Name()
			}
		}
	}
	t.Fatalf("%q is not on the paper", text)
	return ""
}

// GB/T 9704-2012 10.1.
func TestLetter(t *testing.T) {
	doc := forms(t)["函"].Doc()
	all := words(t, write(t, doc))
	head := find(t, all, "临黄县油区工作办公室")
	near(t, "head, from the edge of the page", head.top, 30)
	near(t, "head, middle", (head.left+head.right)/2, 105)
	rules := strokes(doc.Pages[0], typeset.Red)
	if len(rules) != 4 {
		t.Fatalf("%d red lines, want 4", len(rules))
	}
	for i, r := range rules {
		near(t, "line, left", r.X1, 20)
		near(t, "line, right", r.X2, 190)
		if thick := r.Width > 0.5; thick != (i == 0 || i == 3) {
			t.Errorf("line %d is %.2f mm thick: above thick over thin, below thin over thick", i+1, r.Width)
		}
	}
	near(t, "first double rule, below the head", rules[0].Y1-rules[0].Width/2, head.foot+4)
	near(t, "second double rule, from the foot of the page", rules[3].Y1+rules[3].Width/2, 297-20)
	number := find(t, all, "临油函〔2011〕3号")
	near(t, "number, right", number.right, 28+156)
	near(t, "number, 7/8 below the rule", number.top, rules[1].Y1+rules[1].Width/2+em3*7/8)
	near(t, "title, two empty lines below the number", all[slices.Index(all, number)+1].top, number.foot+2*step)
	numbers := map[int]int{}
	for _, w := range all {
		if w.text == "—" {
			numbers[w.page]++
		}
	}
	if numbers[1] != 0 || numbers[2] != 2 || numbers[3] != 2 {
		t.Errorf("page numbers: %v, want none on the first page", numbers)
	}
	last := doc.Pages[len(doc.Pages)-1]
	copies := find(t, all, "抄送：")
	if n := len(strokes(last, typeset.Black)); n != 0 || copies.page != len(doc.Pages) {
		t.Errorf("抄送 is on page %d with %d lines", copies.page, n)
	}
	near(t, "抄送, at the foot of the block", copies.foot, 262)
	for _, w := range all {
		if strings.Contains(w.text, "印发") {
			t.Errorf("a letter with %s", w.text)
		}
	}
}

// GB/T 9704-2012 7.2.5 and 7.2.6.
func TestReportUpward(t *testing.T) {
	doc := forms(t)["报告"].Doc()
	all := words(t, write(t, doc))
	head, number, signer := find(t, all, "办公室文件"), find(t, all, "临油发〔2011〕12号"), find(t, all, "签发人：王喆")
	near(t, "number, one character from the left", number.left, 28+cell)
	near(t, "signer, one character from the right", signer.right, 28+156-cell)
	near(t, "number, two empty lines below the head", number.top, head.foot+2*step)
	near(t, "signer, level with the number", signer.top, number.top)
	near(t, "rule, 4 mm below the number", strokes(doc.Pages[0], typeset.Red)[0].Y1, number.foot+4)
	if got := faceOf(t, doc, "喆"); got != library(t).Chain(font.Kai)[0].Name() {
		t.Errorf("the signer is set in %s", got)
	}
}

// GB/T 9704-2012 10.3.
func TestMinutes(t *testing.T) {
	doc := forms(t)["纪要"].Doc()
	all := words(t, write(t, doc))
	near(t, "head", find(t, all, "会议纪要").top, 37+35)
	present, absent := find(t, all, "出席："), find(t, all, "请假：")
	near(t, "出席", present.left, 28+2*cell)
	wrapped := all[slices.Index(all, present)+1]
	near(t, "names, under the first", wrapped.left, 28+5*cell)
	near(t, "请假", absent.left, map[bool]float64{true: 28, false: 26}[absent.page == 1]+2*cell)
	if got := faceOf(t, doc, "出席："); got != library(t).Chain(font.Hei)[0].Name() {
		t.Errorf("出席 is set in %s", got)
	}
}

func TestPlainPaper(t *testing.T) {
	doc := forms(t)["公示"].Doc()
	if n := len(strokes(doc.Pages[0], typeset.Red)); n != 0 {
		t.Errorf("%d red lines", n)
	}
	near(t, "title", find(t, words(t, write(t, doc)), "公示").top, 37)
}

// A paper whose title is still empty has its text below the head.
func TestNoTitle(t *testing.T) {
	for name, paper := range forms(t) {
		paper.Title, paper.Addressee = "", ""
		all := words(t, write(t, paper.Doc()))
		first := find(t, all, "按照县委")
		above := 37 - 0.5
		if reds := strokes(paper.Doc().Pages[0], typeset.Red); len(reds) > 0 {
			above = reds[0].Y1 + step
		}
		if first.page != 1 || first.top < above || first.top > above+6*step {
			t.Errorf("%s: the text begins on page %d at %.1f, the head ends at %.1f", name, first.page, first.top, above)
		}
		near(t, "text, on the grid", math.Remainder(first.top-37, step), 0)
	}
}

// GB/T 9704-2012 7.3.4, 7.3.7 and 7.3.8.
func TestAttachments(t *testing.T) {
	doc := forms(t)["通知"].Doc()
	all := words(t, write(t, doc))
	list := find(t, all, "附件：1.")
	near(t, "附件, two characters in", list.left, left(list.page)+2*cell)
	text := find(t, all, "不得请假。")
	near(t, "附件, one empty line below the text", list.top, text.top+2*step)
	var names []word
	for _, w := range all[slices.Index(all, list):] {
		if w.page == list.page && w.top < list.top+3.5*step && !strings.HasSuffix(w.text, ".") && w.text != "草稿" {
			names = append(names, w)
		}
	}
	if len(names) != 4 { // the first wraps
		t.Fatalf("%d lines of names: %v", len(names), names)
	}
	for i, n := range names {
		near(t, "name, under the first", n.left, names[0].left)
		near(t, "name, on its line", n.top, list.top+float64(i)*step)
	}
	date, note := find(t, all, "2011年8月19日"), find(t, all, "（联系人：")
	near(t, "附注, below the date", note.top, date.top+step)
	near(t, "附注, two characters in", note.left, left(note.page)+2*cell)
	office := all[slices.Index(all, date)-1]
	near(t, "room for the stamp", office.top, names[3].top+3*step)

	label := find(t, all, "附件1")
	near(t, "附件1, top", label.top, 37)
	near(t, "附件1, left", label.left, left(label.page))
	near(t, "its title, on line 3", all[slices.Index(all, label)+1].top, 37+2*step)
	if got := faceOf(t, doc, "附件1"); got != library(t).Chain(font.Hei)[0].Name() {
		t.Errorf("附件1 is set in %s", got)
	}
	landscape := find(t, all, "附件2")
	near(t, "landscape, left: the foot of the block", landscape.left, 297-262)
	near(t, "landscape, top: the side of the block", landscape.top, left(landscape.page))
	last := doc.Pages[len(doc.Pages)-1]
	rules := strokes(last, typeset.Black)
	if last.Width > last.Height || len(rules) != 3 {
		t.Fatalf("the last page has %d lines of the 版记", len(rules))
	}
	near(t, "版记, foot", max(rules[0].Y1, rules[1].Y1, rules[2].Y1), 262)
	for _, page := range doc.Pages[:len(doc.Pages)-1] {
		for _, s := range strokes(page, typeset.Black) {
			t.Errorf("a line of the 版记 before the last page: %v", s)
		}
	}
}

func left(page int) float64 { return map[bool]float64{true: 28, false: 26}[page%2 == 1] }

// On a landscape page the number stays where it is when the sheet stands upright: turned back by a quarter, it has the place
// of upright pages.
func TestLandscapeNumbersStayInPlace(t *testing.T) {
	doc := forms(t)["通知"].Doc()
	all := words(t, write(t, doc))
	turned := 0
	for i, page := range doc.Pages {
		if page.Width < page.Height {
			continue
		}
		turned++
		var dashes []word
		for _, w := range all {
			if w.page == i+1 && w.text == "—" {
				dashes = append(dashes, word{left: w.top, right: w.foot, top: 297 - w.right, foot: 297 - w.left})
			}
		}
		if len(dashes) != 2 {
			t.Fatalf("page %d has %d dashes", i+1, len(dashes))
		}
		near(t, "dash, height", (dashes[0].top+dashes[0].foot)/2, 262+7)
		if i%2 == 0 {
			near(t, "odd page, right", dashes[1].right, 28+156-em4)
		} else {
			near(t, "even page, left", dashes[0].left, 26+em4)
		}
	}
	if turned < 3 {
		t.Errorf("%d landscape pages", turned)
	}
}

func TestDraftsSaySo(t *testing.T) {
	draft := forms(t)["通知"]
	issued := *draft
	issued.Draft = false
	pages := map[int]bool{}
	for _, w := range words(t, write(t, draft.Doc())) {
		if w.text == "草稿" {
			pages[w.page] = true
			if w.foot > 26 {
				t.Errorf("page %d: 草稿 at %.1f, in the block", w.page, w.top)
			}
		}
	}
	if n := len(draft.Doc().Pages); len(pages) != n {
		t.Errorf("%d of %d pages say 草稿", len(pages), n)
	}
	if strings.Contains(pdfText(t, write(t, issued.Doc())), "草稿") {
		t.Error("an issued paper says 草稿")
	}
}

// An attachment without a name is what the paper issues: no 附件 above it, and no list.
func TestIssuedText(t *testing.T) {
	paper := notice(t, invitation)
	paper.Attachments = []typeset.Attachment{{Title: "油区办“两评一树”工作方案", Body: invitation}}
	text := pdfText(t, write(t, paper.Doc()))
	if strings.Contains(text, "附件") {
		t.Errorf("附件 on the paper:\n%s", text)
	}
	paper.Attachments[0].Name = "评议对象名单"
	all := words(t, write(t, paper.Doc()))
	if find(t, all, "附件：评议对象名单"); find(t, all, "附件").text == "附件1" {
		t.Error("a single 附件 has a number")
	}
}
