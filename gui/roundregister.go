package gui

import (
	"context"
	"slices"

	"liangping/data"
	"liangping/pdf"
)

// sheetRegister is how the 报告单 of a sealed round are kept in the register.
type sheetRegister interface {
	Documents(ctx context.Context, f data.DocumentFilter) ([]data.Document, error)
	SaveDraft(ctx context.Context, d data.Document) error
	IssueDocument(ctx context.Context, id data.ID, render func(data.Document) (data.IssuedPaper, error)) (*data.Document, error)
	IssuedPDF(ctx context.Context, id data.ID) ([]byte, error)
	WithdrawDocument(ctx context.Context, id data.ID, reason string) error
}

// registeredSheet returns a 报告单 of a sealed round as it stands in the register: without a number, frozen and hashed once 定稿
// (design.md §11). The first time under a seal it is entered there as made; one of a seal that was opened again is 作废, as what
// was signed under it is.
func registeredSheet(
	ctx context.Context, records sheetRegister, c data.Campaign, s data.CountSheet, paper data.Paper, today data.Date, made *pdf.Paper,
) (*pdf.Paper, error) {
	d := pdf.NewDocument(paper, pdf.Records{Campaign: c, Round: &s.Round, Today: today})
	d.Text, d.Pages = "封存码："+s.Seal.Code, made.Pages
	all, err := records.Documents(ctx, data.DocumentFilter{Kind: d.Kind})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(old data.Document) bool { return old.Paper != paper || old.RoundID != s.Round.ID })
	for _, old := range all {
		switch {
		case old.State == data.DocumentIssued && old.Text == d.Text:
			file, err := records.IssuedPDF(ctx, old.ID)
			return &pdf.Paper{Name: old.FileName, PDF: file, Pages: old.Pages}, err
		case old.State == data.DocumentIssued:
			if err := records.WithdrawDocument(ctx, old.ID, "评议已经启封，重新封存"); err != nil {
				return nil, err
			}
		case old.State == data.DocumentDraft: // left by a run that didn't come to its end
			d.ID = old.ID
		}
	}
	if err := records.SaveDraft(ctx, d); err != nil {
		return nil, err
	}
	_, err = records.IssueDocument(ctx, d.ID, func(data.Document) (data.IssuedPaper, error) {
		return data.IssuedPaper{PDF: made.PDF, Pages: made.Pages, FileName: made.Name}, nil
	})
	return made, err
}
