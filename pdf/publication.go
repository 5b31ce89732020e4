package pdf

import (
	"fmt"

	"liangping/data"
)

// publicationDays is how long a 公示 stands, its first day included (design.md §11).
const publicationDays = 7

// publicationNotice writes the 公示 of the reports and commitments (plan.md §三.2（1）). It counts from its own day, or from
// the day after the reports are due as long as it has none.
func (in Records) publicationNotice(d *data.Document) {
	c := in.Campaign
	begin := in.Today
	if begin.IsZero() {
		begin = reportsDue(c).AddDays(1)
	}
	end := begin.AddDays(publicationDays - 1)
	d.Title = c.Office + "关于" + activity(c) + "自查自评报告和公开承诺的公示"
	d.Text = paragraphs(
		fmt.Sprintf("按照%s，%s评议对象的自查自评报告和公开承诺已经审核把关，现予以公示，公示期为%s，共%d天。",
			plan(c), we(c), long(begin, end), publicationDays),
		"一、公示内容",
		"自查自评报告（向全体干部职工公示）和公开承诺（同时向社会公示）。"+in.whom(),
		"二、意见反映",
		"公示期间对公示内容有意见的，可以通过来信、来访、电话等方式，向"+we(c)+"或者"+supervisors(c)+"反映。反映情况要实事求是，提倡署实名，对反映人严格保密。",
		"联系电话：",
	)
}
