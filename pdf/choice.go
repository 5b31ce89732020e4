package pdf

import "liangping/pdf/font"

// Choose gives a press that prints with the faces that the office chose, in front of those of p.
func (p *Press) Choose(chosen map[font.Role]*font.Face) *Press { return New(font.With(p.lib, chosen)) }

// Missing lists the characters of text that a role's fonts lack, each once.
func (p *Press) Missing(role font.Role, text string) []rune { return p.lib.Missing(role, text) }

// Chain gives the faces that a role is printed with, the first choice first.
func (p *Press) Chain(role font.Role) font.Chain { return p.lib.Chain(role) }
