package data

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// Agenda is the 议程 of a round's meeting, an item per step, without numbers.
type Agenda []string

// usualAgenda follows the plan (§三.2（2）): at the internal meeting the team and the leaders report on their duties before
// they are judged; the county's meeting is for filling in ballots.
func usualAgenda(kind RoundKind) Agenda {
	agenda := Agenda{
		"说明评议办法和填票要求，推选监票人、计票人",
		"发放评议票，与会人员填写评议票，提出意见和建议",
		"收回评议票，当场清点，宣布清点结果",
	}
	if kind == Internal {
		agenda = slices.Insert(agenda, 0, "领导班子和领导干部分别作履职情况报告")
	}
	return agenda
}

// clean returns the items in the form that is stored, empty ones left out.
func (a Agenda) clean() (items Agenda) {
	for _, item := range a {
		if item = CleanLine(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// Value stores an Agenda as text, an item per line.
func (a Agenda) Value() (driver.Value, error) { return strings.Join(a, "\n"), nil }

// Scan reads an Agenda from its text.
func (a *Agenda) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("agenda is %T, not text", src)
	}
	*a = nil
	if text != "" {
		*a = strings.Split(text, "\n")
	}
	return nil
}
