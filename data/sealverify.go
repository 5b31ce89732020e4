package data

import (
	"bytes"
	"slices"
	"strings"
)

// changed notes that a sealed round isn't what was sealed.
func (f *Findings) changed(format string, args ...any) {
	f.altered = true
	f.wrong(format, args...)
}

// verifySeals holds every sealed round against its seal, and every seal against the journal. What was changed behind the
// program's back is named: which round, which group. Whoever changes seal and journal too is found by the code, the length
// and the head on the signed count sheet.
func verifySeals(t *tx, f *Findings) error {
	all, err := rounds(t, "1 = 1")
	if err != nil {
		return err
	}
	for i := range all {
		if err := verifyRoundSeals(t, &all[i], f); err != nil {
			return err
		}
	}
	var waiting int
	if _, err := t.value(&waiting, "SELECT count(*) FROM unwiped"); err != nil {
		return err
	}
	if waiting > 0 {
		f.note("封存后的整理还没有做完，下次打开时接着做")
	}
	return nil
}

func verifyRoundSeals(t *tx, r *Round, f *Findings) error {
	rows, err := sealRows(t, r.ID)
	if err != nil {
		return err
	}
	for i := range rows {
		if err := verifySealRow(t, r, &rows[i], f); err != nil {
			return err
		}
	}
	var opened int
	if _, err := t.value(&opened, "SELECT count(*) FROM unseal WHERE round_id = ?", r.ID); err != nil {
		return err
	}
	if err := verifySealEntries(t, r, len(rows), opened, f); err != nil {
		return err
	}
	switch sealed := r.State == RoundSealed; {
	case sealed && len(rows) == opened:
		f.changed("%s标为已经封存，封存记录却不见了。", r.Name())
	case !sealed && len(rows) > opened:
		f.changed("%s的封存被去掉了，没有启封记录。", r.Name())
	case sealed:
		return verifyParts(t, r, &rows[len(rows)-1], f)
	}
	return nil
}

// verifySealRow holds a seal against its own hash and the journal's entry of it.
func verifySealRow(t *tx, r *Round, row *sealRow, f *Findings) error {
	parts, err := storedParts(t, row)
	if err != nil {
		return err
	}
	seal, err := row.seal()
	if err != nil {
		f.changed("%s第%d次封存的记录被改动过。", r.Name(), row.Number)
		return nil
	}
	var what string
	var hash []byte
	if err := t.QueryRowContext(t.ctx, "SELECT what, hash FROM journal WHERE number = ?", row.Journal).Scan(&what, &hash); err != nil {
		return err
	}
	// The entry may go on: 电脑时间早于上一条记录.
	told := strings.HasPrefix(what, seal.journalSentence(r.Name())) && bytes.Equal(hash, row.head)
	if !told || !bytes.Equal(row.hash, sealHash(seal, row.rules, row.salt, parts)) {
		f.changed("%s第%d次封存的记录被改动过。", r.Name(), row.Number)
	}
	return nil
}

// verifySealEntries: as many seals and unsealings as the journal tells of.
func verifySealEntries(t *tx, r *Round, sealed, opened int, f *Findings) error {
	for _, step := range []struct {
		word string
		n    int
	}{{"封存", sealed}, {"启封", opened}} {
		var told int
		if _, err := t.value(&told, "SELECT count(*) FROM journal WHERE record = ? AND what GLOB ?", r.ID, step.word+"*"); err != nil {
			return err
		}
		if told != step.n {
			f.changed("%s：日志记有%s %d 次，现有记录 %d 次。", r.Name(), step.word, told, step.n)
		}
	}
	return nil
}

// verifyParts hashes a sealed round again and names the parts that are others now.
func verifyParts(t *tx, r *Round, row *sealRow, f *Findings) error {
	sealed, err := storedParts(t, row)
	if err != nil {
		return err
	}
	now, err := partsOf(t, r)
	if err != nil {
		return err
	}
	var changed []string
	for _, p := range append(slices.Clone(sealed), now...) {
		same := func(q sealedPart) bool { return q.Part == p.Part && bytes.Equal(q.Digest, p.Digest) }
		if (!slices.ContainsFunc(sealed, same) || !slices.ContainsFunc(now, same)) && !slices.Contains(changed, p.label()) {
			changed = append(changed, p.label())
		}
	}
	if len(changed) > 0 {
		f.changed("%s封存之后被改动过：%s与封存时不符。", r.Name(), strings.Join(changed, "、"))
		return nil
	}
	f.note("%s：与封存码 %s 相符", r.Name(), sealCode(row.hash))
	return nil
}

func storedParts(t *tx, row *sealRow) ([]sealedPart, error) {
	return list(t, func(p *sealedPart) []any { return []any{&p.Part, &p.Digest} },
		"SELECT part, digest FROM seal_part WHERE round_id = ? AND number = ? ORDER BY part", row.RoundID, row.Number)
}
