package data

import "context"

// SetOperator says who sits at the program from now on (design.md §4): a name for the journal, no
// password. The name is kept in the list of names. An empty or too long name is refused.
func (s *Store) SetOperator(name string) error {
	name = CleanName(name)
	if err := validateName("操作人", name); err != nil {
		return err
	}
	err := s.writeAs(context.Background(), name, func(t *tx) error {
		if err := t.exec(`INSERT INTO operator (name, chosen) VALUES (?, (SELECT coalesce(max(chosen), 0) + 1 FROM operator))
			ON CONFLICT (name) DO UPDATE SET chosen = excluded.chosen`, name); err != nil {
			return err
		}
		return t.journal("", "操作人 %s 开始操作", name)
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.operator = name
	return nil
}

// Operator returns who sits at the program; "" until SetOperator.
func (s *Store) Operator() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.operator
}

// Operators returns every name that was ever chosen, the last one first.
func (s *Store) Operators(ctx context.Context) (names []string, err error) {
	err = s.read(ctx, func(t *tx) error {
		names, err = list(t, func(name *string) []any { return []any{name} }, "SELECT name FROM operator ORDER BY chosen DESC")
		return err
	})
	return names, err
}
