package data

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// OfficeSettings are the settings of the office that hold for every campaign. Its names are the campaign's
// ([Campaign]), since an office may be renamed and an archived campaign keeps the name of its time.
//
// What the office didn't choose itself follows the current campaign: the 代字 its NumberPrefix, the signers its
// PartyGroupHead.
type OfficeSettings struct {
	Prefixes     map[DocumentKind]string // 代字 of each numbered kind: 某油发, 某油函; kinds with the same one share a series
	FirstNumbers []DocumentNumber        // where series begin that don't begin with 1
	Signers      []string                // 签发人, in the order of lists
	Fonts        map[string]string       // by FontRoles: the file of the typeface; a role without one uses the program's choice
}

// FontRoles lists the typefaces of an official page (GB/T 9704-2012 5.2.2).
var FontRoles = []string{"宋", "小标宋", "黑", "楷", "仿宋"}

// maxPrefix is the longest 代字 in characters: with year and number it must leave the line whole.
const maxPrefix = 10

// usualSettings are the settings that follow from a campaign: 函 has a series of its own, named by 函 in place of the 发
// at the end, every other kind that of NumberPrefix.
func usualSettings(c Campaign) OfficeSettings {
	usual := OfficeSettings{Prefixes: map[DocumentKind]string{}, Fonts: map[string]string{}}
	if c.PartyGroupHead != "" {
		usual.Signers = []string{c.PartyGroupHead}
	}
	if c.NumberPrefix == "" {
		return usual
	}
	for _, kind := range DocumentKinds {
		if kind.Numbered() {
			usual.Prefixes[kind] = c.NumberPrefix
		}
	}
	usual.Prefixes[Letter] = strings.TrimSuffix(c.NumberPrefix, "发") + "函"
	return usual
}

// series returns every 代字 once, in the order of DocumentKinds.
func (o OfficeSettings) series() (prefixes []string) {
	for _, kind := range DocumentKinds {
		if prefix := o.Prefixes[kind]; prefix != "" && !slices.Contains(prefixes, prefix) {
			prefixes = append(prefixes, prefix)
		}
	}
	return prefixes
}

// clean returns a copy with every text in the form that is stored, empty ones left out.
func (o OfficeSettings) clean() OfficeSettings {
	cleaned := OfficeSettings{Prefixes: map[DocumentKind]string{}, Fonts: map[string]string{}}
	for kind, prefix := range o.Prefixes {
		if prefix = CleanLine(prefix); prefix != "" {
			cleaned.Prefixes[kind] = prefix
		}
	}
	for _, first := range o.FirstNumbers {
		first.Series = CleanLine(first.Series)
		cleaned.FirstNumbers = append(cleaned.FirstNumbers, first)
	}
	for _, name := range o.Signers {
		if name = CleanName(name); name != "" {
			cleaned.Signers = append(cleaned.Signers, name)
		}
	}
	for role, path := range o.Fonts {
		if path != "" {
			cleaned.Fonts[role] = path
		}
	}
	return cleaned
}

// Validate refuses settings that no document could be issued with.
func (o OfficeSettings) Validate() error {
	for kind, prefix := range o.Prefixes {
		switch {
		case kind.String() == "" || !kind.Numbered():
			return refuse(Invalid, "“%s”不编发文字号。请去掉它的发文代字。", cmp.Or(kind.String(), string(kind)))
		case utf8.RuneCountInString(prefix) > maxPrefix:
			return refuse(Invalid, "%s的发文代字“%s”太长，最多 %d 个字。请改短。", kind, prefix, maxPrefix)
		case strings.ContainsAny(prefix, "〔〕[]［］（）() 0123456789"):
			return refuse(Invalid, "%s的发文代字“%s”里不要写括号、空格和数字，年份和序号由程序加。请改正。", kind, prefix)
		}
	}
	for i, first := range o.FirstNumbers {
		same := func(n DocumentNumber) bool { return n.Series == first.Series && n.Year == first.Year }
		switch {
		case first.Series == "":
			return refuse(Invalid, "起始号的发文代字还没有选定。请选定后再保存。")
		case first.Year < 1990 || first.Year > 2199:
			return refuse(Invalid, "起始号的年份“%d”不对。请写成 2011 这样的四位数。", first.Year)
		case first.Number < 1 || first.Number > 9999:
			return refuse(Invalid, "%s〔%d〕的起始号“%d”不对。请填 1 至 9999 的数。", first.Series, first.Year, first.Number)
		case slices.ContainsFunc(o.FirstNumbers[:i], same):
			return refuse(Conflict, "%s〔%d〕的起始号填了两次。请只留一个。", first.Series, first.Year)
		}
	}
	for i, name := range o.Signers {
		if err := validateName("签发人", name); err != nil {
			return err
		}
		if slices.Contains(o.Signers[:i], name) {
			return refuse(Conflict, "签发人“%s”填了两次。请只留一个。", name)
		}
	}
	for role := range o.Fonts {
		if !slices.Contains(FontRoles, role) {
			return refuse(Invalid, "没有“%s”这种字体用途。请从列表中选择。", role)
		}
	}
	return nil
}

// OfficeSettings returns the office's settings.
func (s *Store) OfficeSettings(ctx context.Context) (o OfficeSettings, err error) {
	err = s.read(ctx, func(t *tx) error {
		o, err = officeSettings(t)
		return err
	})
	return o, err
}

// SaveOfficeSettings changes the office's settings. Where a series begins can't be changed once a number of that year
// is taken.
func (s *Store) SaveOfficeSettings(ctx context.Context, o OfficeSettings) error {
	o = o.clean()
	if err := o.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		usual, err := followed(t)
		if err != nil {
			return err
		}
		if err := saveOfficeSettings(t, o, usual); err != nil {
			return err
		}
		if err := beginningsHold(t); err != nil {
			return err
		}
		return t.journal("", "修改单位设置")
	})
}

// followed returns the settings that follow from the current campaign.
func followed(t *tx) (OfficeSettings, error) {
	current, err := campaigns(t, "current = 1")
	if err != nil || len(current) == 0 {
		return usualSettings(Campaign{}), err
	}
	return usualSettings(current[0]), nil
}

func officeSettings(t *tx) (OfficeSettings, error) {
	o, err := followed(t)
	if err != nil {
		return o, err
	}
	prefixes, err := pairs(t, "SELECT kind, prefix FROM number_prefix")
	if err != nil {
		return o, err
	}
	for kind, prefix := range prefixes {
		o.Prefixes[DocumentKind(kind)] = prefix
	}
	o.FirstNumbers, err = list(t, func(n *DocumentNumber) []any { return []any{&n.Series, &n.Year, &n.Number} },
		"SELECT series, year, number FROM first_number ORDER BY year, series")
	if err != nil {
		return o, err
	}
	signers, err := list(t, func(name *string) []any { return []any{name} }, "SELECT name FROM signer ORDER BY rank")
	if err != nil {
		return o, err
	}
	if len(signers) > 0 {
		o.Signers = signers
	}
	o.Fonts, err = pairs(t, "SELECT role, path FROM font_choice")
	return o, err
}

// pairs fetches two columns of text as a map.
func pairs(t *tx, query string) (map[string]string, error) {
	rows, err := list(t, func(p *[2]string) []any { return []any{&p[0], &p[1]} }, query)
	all := make(map[string]string, len(rows))
	for _, p := range rows {
		all[p[0]] = p[1]
	}
	return all, err
}

// saveOfficeSettings writes what differs from the usual, so that the rest goes on following the campaign.
func saveOfficeSettings(t *tx, o, usual OfficeSettings) error {
	for _, table := range []string{"number_prefix", "first_number", "signer", "font_choice"} {
		if err := t.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	maps.DeleteFunc(o.Prefixes, func(kind DocumentKind, prefix string) bool { return prefix == usual.Prefixes[kind] })
	for kind, prefix := range o.Prefixes {
		if err := t.exec("INSERT INTO number_prefix (kind, prefix) VALUES (?, ?)", kind, prefix); err != nil {
			return err
		}
	}
	for _, first := range o.FirstNumbers {
		if err := t.exec("INSERT INTO first_number (series, year, number) VALUES (?, ?, ?)", first.Series, first.Year, first.Number); err != nil {
			return err
		}
	}
	if !slices.Equal(o.Signers, usual.Signers) {
		for i, name := range o.Signers {
			if err := t.exec("INSERT INTO signer (name, rank) VALUES (?, ?)", name, i+1); err != nil {
				return err
			}
		}
	}
	for role, path := range o.Fonts {
		if err := t.exec("INSERT INTO font_choice (role, path) VALUES (?, ?)", role, path); err != nil {
			return err
		}
	}
	return nil
}

// beginningsHold refuses a first number that the register contradicts.
func beginningsHold(t *tx) error {
	moved, err := list(t, func(n *DocumentNumber) []any { return []any{&n.Series, &n.Year, &n.Number} },
		`SELECT d.series, d.year, min(d.number) FROM document d LEFT JOIN first_number f ON f.series = d.series AND f.year = d.year
		WHERE d.number > 0 GROUP BY d.series, d.year HAVING min(d.number) <> coalesce(max(f.number), 1)`)
	if err == nil && len(moved) > 0 {
		err = refuse(State, "%s已经登记，起始号不能再改。请改回%d号。", moved[0], moved[0].Number)
	}
	return err
}
