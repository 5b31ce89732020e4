package pdf

import (
	"fmt"

	"liangping/data"
)

// publication is the 公示 that its notice tells of: the one in the records, or else one of the usual length that counts from
// today, or from the day after the reports are due as long as there is no today (design.md §11).
func (in Records) publication() data.Publication {
	if in.Publication != nil {
		return *in.Publication
	}
	begin := in.Today
	if begin.IsZero() {
		begin = in.Campaign.ReportDue().AddDays(1)
	}
	return data.Publication{Start: begin, End: begin.AddDays(data.PublicationDays - 1)}
}

// publicationNotice writes the 公示 of the reports and commitments (plan.md §三.2（1）). That of the records is dated the day
// on which it goes up.
func (in Records) publicationNotice(d *data.Document) {
	c, shown := in.Campaign, in.publication()
	place := ""
	if shown.Place != "" {
		place = "，公示地点为" + shown.Place
	}
	if in.Publication != nil {
		d.Date = shown.Start
	}
	d.Title = c.Office + "关于" + activity(c) + "自查自评报告和公开承诺的公示"
	d.Text = paragraphs(
		fmt.Sprintf("按照%s，%s评议对象的自查自评报告和公开承诺已经审核把关，现予以公示，公示期为%s，共%d天%s。",
			plan(c), we(c), long(shown.Start, shown.End), shown.Days(), place),
		"一、公示内容",
		"自查自评报告（向全体干部职工公示）和公开承诺（同时向社会公示）。"+in.whom(),
		"二、意见反映",
		"公示期间对公示内容有意见的，可以通过来信、来访、电话等方式，向"+we(c)+"或者"+supervisors(c)+"反映。反映情况要实事求是，提倡署实名，对反映人严格保密。",
		"联系电话：",
	)
}
