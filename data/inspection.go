package data

import "context"

// PublicationSubject is what of an item was shown to the public.
type PublicationSubject string

// The subjects (plan.md §三.3: 整改措施和成效要通过公开栏、网站、新闻媒体等向群众公示).
const (
	MeasuresShown PublicationSubject = "measures" // 整改措施
	EffectShown   PublicationSubject = "effect"   // 整改成效: 销号 needs it
)

// PublicationSubjects lists both.
var PublicationSubjects = []PublicationSubject{MeasuresShown, EffectShown}

// String returns the subject's name.
func (s PublicationSubject) String() string {
	return map[PublicationSubject]string{MeasuresShown: "整改措施", EffectShown: "整改成效"}[s]
}

// PublicationPlaces are the usual places of a 公示; others are typed in own words.
var PublicationPlaces = []string{"公开栏", "网站", "新闻媒体"}

// ItemPublication is a 公示 of an item's measures or of its effect.
type ItemPublication struct {
	ID      ID
	ItemID  ID
	Number  int // the order in which they were entered; the store's
	Date    Date
	Subject PublicationSubject
	Place   string // 公开栏、网站
}

// SaveItemPublication enters a publication or changes it, from 整改中 on.
func (s *Store) SaveItemPublication(ctx context.Context, p ItemPublication) error {
	p.Place = CleanLine(p.Place)
	e := newEntry("item_publication", p.ID, p.ItemID, "date, subject, place", p.Date, p.Subject, p.Place)
	return s.keepEntry(ctx, e, func(t *tx, i *LedgerItem) error {
		switch {
		case p.Subject.String() == "":
			return refuse(Invalid, "公示的内容还没有选定。请选定整改措施或者整改成效。")
		case p.Place == "":
			return refuse(Invalid, "公示的地方还没有填写。请填写公开栏、网站、新闻媒体等。")
		}
		return past("公示", p.Date, DateOf(t.now))
	})
}

// Inspection is a 督查: who looked after an item, when, with what finding.
type Inspection struct {
	ID         ID
	ItemID     ID
	Number     int // the order in which they were entered; the store's
	Date       Date
	By         string // who inspected
	Finding    string
	DocumentID ID // the 督办通知单 that was sent; empty: none
}

// SaveInspection enters an inspection or changes it, from 整改中 on.
func (s *Store) SaveInspection(ctx context.Context, v Inspection) error {
	v.By, v.Finding = CleanLine(v.By), cleanText(v.Finding)
	e := newEntry("inspection", v.ID, v.ItemID, "date, by, finding, document_id", v.Date, v.By, v.Finding, orNull(v.DocumentID))
	return s.keepEntry(ctx, e, func(t *tx, i *LedgerItem) error {
		switch {
		case v.By == "":
			return refuse(Invalid, "督查人还没有填写。请填写后再保存。")
		case v.Finding == "":
			return refuse(Invalid, "督查情况还没有填写。请写明查到了什么，再保存。")
		}
		if v.DocumentID != "" {
			if _, err := findDocument(t, v.DocumentID); err != nil {
				return err
			}
		}
		return past("督查", v.Date, DateOf(t.now))
	})
}

// Accountability is a 责任追究 (plan.md §四（二）).
type Accountability struct {
	ID      ID
	ItemID  ID
	Number  int // the order in which they were entered; the store's
	Date    Date
	Person  string
	Reason  string
	Measure string // 诫勉谈话
	Decider string // who decided it
}

// SaveAccountability enters a 责任追究 or changes it, from 整改中 on.
func (s *Store) SaveAccountability(ctx context.Context, a Accountability) error {
	a.Person, a.Decider = CleanName(a.Person), CleanLine(a.Decider)
	a.Reason, a.Measure = cleanText(a.Reason), CleanLine(a.Measure)
	e := newEntry("accountability", a.ID, a.ItemID, "date, person, reason, measure, decider", a.Date, a.Person, a.Reason, a.Measure, a.Decider)
	return s.keepEntry(ctx, e, func(t *tx, i *LedgerItem) error {
		for _, need := range []struct{ name, text string }{
			{"被追究人", a.Person}, {"追究原因", a.Reason}, {"处理措施", a.Measure}, {"决定机关（人）", a.Decider},
		} {
			if need.text == "" {
				return refuse(Invalid, "责任追究的%s还没有填写。请填写后再保存。", need.name)
			}
		}
		return past("责任追究", a.Date, DateOf(t.now))
	})
}

func (p *ItemPublication) fields() []any {
	return []any{&p.ID, &p.ItemID, &p.Number, &p.Date, &p.Subject, &p.Place}
}

func itemPublications(t *tx, where string, args ...any) ([]ItemPublication, error) {
	return list(t, (*ItemPublication).fields, "SELECT id, item_id, number, date, subject, place FROM item_publication WHERE "+where+
		" ORDER BY item_id, date, number", args...)
}

func (v *Inspection) fields() []any {
	return []any{&v.ID, &v.ItemID, &v.Number, &v.Date, &v.By, &v.Finding, &v.DocumentID}
}

func inspections(t *tx, where string, args ...any) ([]Inspection, error) {
	return list(t, (*Inspection).fields, "SELECT id, item_id, number, date, by, finding, coalesce(document_id, '') FROM inspection WHERE "+where+
		" ORDER BY item_id, date, number", args...)
}

func (a *Accountability) fields() []any {
	return []any{&a.ID, &a.ItemID, &a.Number, &a.Date, &a.Person, &a.Reason, &a.Measure, &a.Decider}
}

func accountabilities(t *tx, where string, args ...any) ([]Accountability, error) {
	return list(t, (*Accountability).fields, "SELECT id, item_id, number, date, person, reason, measure, decider FROM accountability WHERE "+where+
		" ORDER BY item_id, date, number", args...)
}
