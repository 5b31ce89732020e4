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
		"按照"+basis(c)+"，"+we(c)+"评议对象的自查自评报告和公开承诺已经审核把关，现予以公示。",
		"一、公示时间",
		fmt.Sprintf("%s，共%d天。", long(begin, end), publicationDays),
		"二、公示内容",
		"评议对象的自查自评报告和公开承诺。自查自评报告向全体干部职工公示，公开承诺同时向社会公示，具体内容在公开栏张贴。"+in.whom(),
		"三、意见反映",
		"公示期间，干部群众对公示内容有意见的，可以通过来信、来访、电话、意见箱等方式，向"+we(c)+"或者"+supervisors(c)+"反映。反映情况要实事求是、客观公正；"+
			"以个人名义反映的，提倡署实名。对反映人的信息严格保密。",
		"受理单位："+c.Office,
		"联系电话：",
	)
}
