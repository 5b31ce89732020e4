package pdf

import (
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// talkRecord writes the 诫勉谈话记录: a form whose text has a field a line, 谈话人：王喆. What the records know is filled in,
// the rest is written by hand during the talk.
func (in Records) talkRecord(d *data.Document) {
	o := in.outcome(data.Talk)
	d.TargetID = o.target.ID
	d.Title = "诫勉谈话记录"
	post := fullPost(o.target)
	if o.head() {
		post = o.target.Name + "负责人"
	}
	d.Text = paragraphs(append([]string{
		"谈话对象：" + o.who(),
		"职务：" + post,
		"谈话人：" + in.talker(o),
		"记录人：",
		"谈话时间：",
		"谈话地点：",
		"谈话事由：" + in.outcomeResult(o, comrade(o.target)),
		"谈话依据：" + o.decided(in.Campaign) + "对" + o.who() + "进行诫勉谈话。" + o.grounds(),
		"谈话内容：",
		"谈话对象说明和表态：",
		"整改要求：于" + in.extended(o.target).Chinese() + "前完成整改，书面报告整改情况。",
	}, in.draftNote()...)...)
}

// Fields of the form that are written by hand have so many lines of room.
var recordRoom = map[string]int{"谈话内容": 13, "谈话对象说明和表态": 7}

// field is a line of the form.
type field struct{ label, text string }

// short tells whether two such fields fit beside each other.
func (f field) short() bool { return recordRoom[f.label] == 0 && ems(f.text) <= 13 }

// recordFields parts the text of the form into its fields; a line without a label goes on from the one before.
func recordFields(text string) (fields []field) {
	const longest = 10 // characters of a label
	for line := range strings.SplitSeq(typeset.Clean(text), "\n") {
		label, rest, found := strings.Cut(line, "：")
		if n := len(fields); n > 0 && (!found || len([]rune(label)) > longest) {
			fields[n-1].text = strings.TrimPrefix(fields[n-1].text+"\n"+line, "\n")
			continue
		}
		fields = append(fields, field{strings.TrimSpace(label), rest})
	}
	return fields
}

// recordSheet lays the form out, the lines for the signatures at its end.
func (p *Press) recordSheet(c data.Campaign, d data.Document) *typeset.Doc {
	doc := &typeset.Doc{Title: d.TitleLine(), Author: c.Office, Date: made(c, d.Date)}
	mark := ""
	if draft(d) {
		mark = "草稿"
	}
	flow := p.upright(doc, mark)
	p.uprightTitle(flow, d.Title)
	form := &typeset.Table{
		Style: p.style(font.Song, typeset.SizeSmall4), Leading: 5.6, Pad: typeset.Padding{X: 1.5, Y: 2.2}, Rule: 0.2,
	}
	for _, width := range []float64{28, 50, 28, 50} {
		form.Columns = append(form.Columns, typeset.Column{Width: width, Align: typeset.Left})
	}
	fields := recordFields(d.Text)
	for i := 0; i < len(fields); i++ {
		if f := fields[i]; f.short() && i+1 < len(fields) && fields[i+1].short() {
			next := fields[i+1]
			form.Rows = append(form.Rows, typeset.Row{Cells: []typeset.Cell{p.recordLabel(f), {Text: f.text}, p.recordLabel(next), {Text: next.text}}})
			i++
		} else {
			text := f.text + strings.Repeat("\n", max(0, recordRoom[f.label]-1-strings.Count(f.text, "\n")))
			form.Rows = append(form.Rows, typeset.Row{Cells: []typeset.Cell{p.recordLabel(f), {Text: text, Span: 3}}})
		}
	}
	form.Place(flow)
	p.recordSignatures(flow)
	p.pageNumbers(doc)
	return doc
}

func (p *Press) recordLabel(f field) typeset.Cell {
	bold := p.style(font.Hei, typeset.SizeSmall4)
	return typeset.Cell{Text: f.label, Align: typeset.Center, Style: &bold}
}

// recordSignatures sets who signs: the one who talked, the one talked to, the one who wrote.
func (p *Press) recordSignatures(f *typeset.Flow) {
	const room = 22.0
	style := p.style(font.Song, typeset.SizeSmall4)
	f.Need(room)
	f.Y += 8
	for i, who := range []string{"谈话人（签名）：", "谈话对象（签名）：", "记录人（签名）："} {
		put(f.Page, typeset.Measure{Width: f.Width / 3, Align: typeset.Left}, style, who, f.Left+float64(i)*f.Width/3, f.Y, style.Em())
	}
	f.Y += 8
	put(f.Page, typeset.Measure{Width: f.Width, Align: typeset.Right}, style, "年　　月　　日", f.Left, f.Y, style.Em())
}
