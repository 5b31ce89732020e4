package gui

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// alikeShown is how many suggestions are listed at most.
const alikeShown = 100

// findAlike lists the opinions whose words resemble those that are meant, the most alike first: F3. It is a suggestion and says
// so; a person decides what belongs together.
func (v *mergeView) findAlike() {
	ids := v.meant()
	var texts []string
	for _, id := range ids {
		v.picked[id] = true
		texts = append(texts, v.opinion(id).Text)
	}
	v.listAlike(texts)
}

// findAlikeProblem lists what resembles a problem and the opinions in it.
func (v *mergeView) findAlikeProblem(q data.Problem) {
	texts := []string{q.Title}
	for _, o := range v.page.all {
		if o.ProblemID == q.ID {
			texts = append(texts, o.Text)
		}
	}
	v.listAlike(texts)
}

func (v *mergeView) listAlike(texts []string) {
	if len(texts) == 0 {
		return
	}
	var candidates []data.Opinion
	for _, o := range v.page.all {
		if o.ProblemID == "" || v.picked[o.ID] {
			candidates = append(candidates, o)
		}
	}
	v.alike = map[data.ID]float64{}
	for id := range v.picked {
		v.alike[id] = 1
	}
	others := 0
	for _, s := range data.NewLikeness(candidates).Suggest(alikeShown, v.picked, texts...) {
		v.alike[s.OpinionID] = s.Score
		others++
	}
	text := fmt.Sprintf("按字面相似列出 %d 条，只供参考，归不归由您定。", others)
	if others == 0 {
		text = "没有找到字面相似的意见。"
	}
	back := newLink("回到全部　Esc", v.listAll)
	v.notice.Objects = []fyne.CanvasObject{newNotice(text, mergeTableWidth-140), back}
	v.notice.Refresh()
	v.said.sorted = -1 // the most alike first
	v.showRows()
	v.filter()
	v.panels.Refresh()
	v.said.move(0)
	v.said.takeFocus()
}

// listAll lists all opinions again.
func (v *mergeView) listAll() {
	v.alike = nil
	v.notice.Objects = nil
	v.showRows()
	v.filter()
	v.panels.Refresh()
	v.said.takeFocus()
}

// sortAlike puts the most alike first.
func sortAlike(rows []mergeRow) {
	slices.SortStableFunc(rows, func(a, b mergeRow) int { return cmp.Compare(b.score, a.score) })
}

// noticeLayout sets a note with a link at its right end.
type noticeLayout struct{}

// MinSize is that of the note; nothing while there is none.
func (noticeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.Size{}
	}
	return o[0].MinSize().AddWidthHeight(0, 8)
}

// Layout sets the link on the note.
func (noticeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if len(o) == 0 {
		return
	}
	place(o[0], 4, 4, size.Width-8, size.Height-8)
	link := o[1].MinSize()
	place(o[1], size.Width-link.Width-16, (size.Height-link.Height)/2, link.Width, link.Height)
}
