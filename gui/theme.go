package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of the program's own, beside those that Fyne names. They are asked for like any other: theme.Color(colorMuted).
const (
	colorMuted        fyne.ThemeColorName = "muted"        // secondary text
	colorHeader       fyne.ThemeColorName = "header"       // table heads and field labels
	colorPanel        fyne.ThemeColorName = "panel"        // ground of a panel
	colorRowSelection fyne.ThemeColorName = "rowSelection" // the chosen row of a table
	colorGroupRow     fyne.ThemeColorName = "groupRow"     // a group's head between rows
	colorHeadChosen   fyne.ThemeColorName = "headChosen"   // the head of the column that ranks
	colorPaperTable   fyne.ThemeColorName = "paperTable"   // around a page preview
	colorNotice       fyne.ThemeColorName = "notice"       // ground of a note that asks for something
	colorNoticeText   fyne.ThemeColorName = "noticeText"
	colorBroken       fyne.ThemeColorName = "broken" // ground of a broken check
	colorBrokenText   fyne.ThemeColorName = "brokenText"

	// The four grades, always in this order; see gradeColors.
	colorSatisfied       fyne.ThemeColorName = "satisfied"
	colorMostlySatisfied fyne.ThemeColorName = "mostlySatisfied"
	colorDissatisfied    fyne.ThemeColorName = "dissatisfied"
	colorUnfamiliar      fyne.ThemeColorName = "unfamiliar"
)

// palette is the light look of screens.md §1. Text on each ground has a contrast of at least 4.5 : 1.
var palette = map[fyne.ThemeColorName]color.NRGBA{
	theme.ColorNameBackground:          rgb(0xF3F5F8),
	theme.ColorNameForeground:          rgb(0x1F2329),
	theme.ColorNamePlaceHolder:         rgb(0x6A7381),
	theme.ColorNameDisabled:            rgb(0xA0A8B3),
	theme.ColorNamePrimary:             rgb(0x1F5A9E),
	theme.ColorNameHyperlink:           rgb(0x1F5A9E),
	theme.ColorNameSuccess:             rgb(0x0F6B54),
	theme.ColorNameWarning:             rgb(0x945000),
	theme.ColorNameError:               rgb(0xB3311A),
	theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameInputBackground:     rgb(0xFFFFFF),
	theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
	theme.ColorNameInputBorder:         rgb(0xB8C0CC),
	theme.ColorNameButton:              rgb(0xE1E7EE),
	theme.ColorNameDisabledButton:      rgb(0xEBEEF2),
	theme.ColorNameHeaderBackground:    rgb(0xE9EDF2),
	theme.ColorNameSeparator:           rgb(0xDDE2E9),
	theme.ColorNameHover:               rgba(0x1F5A9E, 0x14),
	theme.ColorNameFocus:               rgba(0x1F5A9E, 0x40),
	theme.ColorNamePressed:             rgba(0x1F5A9E, 0x33),
	theme.ColorNameSelection:           rgb(0xC6DBF3),
	theme.ColorNameShadow:              rgba(0x1F2329, 0x57),
	theme.ColorNameScrollBar:           rgb(0x98A2AF),
	theme.ColorNameScrollBarBackground: {},

	colorMuted:        rgb(0x5A6472),
	colorHeader:       rgb(0x454E5B),
	colorPanel:        rgb(0xFFFFFF),
	colorRowSelection: rgb(0xDFEAF7),
	colorGroupRow:     rgb(0xF6F8FA),
	colorHeadChosen:   rgb(0xD9E2EC),
	colorPaperTable:   rgb(0xDDE2E9),
	colorNotice:       rgb(0xFBE6CF),
	colorNoticeText:   rgb(0x834200),
	colorBroken:       rgb(0xF9DDD6),
	colorBrokenText:   rgb(0x96270F),

	colorSatisfied:       rgb(0x1F5A9E),
	colorMostlySatisfied: rgb(0x8FBBE3),
	colorDissatisfied:    rgb(0xC05418),
	colorUnfamiliar:      rgb(0xC9CED6),
}

// sizes are the distances and text sizes of screens.md §1. With them a button, an entry, a check or a label is 32 high.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameCaptionText:        textCaption,
	theme.SizeNameText:               textBody,
	theme.SizeNameSubHeadingText:     textHeading,
	theme.SizeNameHeadingText:        textLarge,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       6,
	theme.SizeNameLineSpacing:        4,
	theme.SizeNameInlineIcon:         16,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameSplitThickness:     8,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        4,
	theme.SizeNameButtonRadius:       4,
	theme.SizeNameCardRadius:         4,
	theme.SizeNamePopupRadius:        4,
	theme.SizeNameDialogRadius:       6,
	theme.SizeNameMenuRadius:         3,
	theme.SizeNameSelectionRadius:    3,
	theme.SizeNameModalBlurRadius:    0,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     4,
}

// The four text sizes of the program.
const (
	textCaption float32 = 12
	textBody    float32 = 14
	textHeading float32 = 18
	textLarge   float32 = 24
)

// gradeColors are the grounds of 满意, 基本满意, 不满意, 不了解, and gradeTextColors the figures on them.
var (
	gradeColors = [4]fyne.ThemeColorName{
		colorSatisfied, colorMostlySatisfied, colorDissatisfied, colorUnfamiliar,
	}
	gradeTextColors = [4]fyne.ThemeColorName{
		theme.ColorNameForegroundOnPrimary, theme.ColorNameForeground, theme.ColorNameForegroundOnPrimary, theme.ColorNameForeground,
	}
)

// officeTheme is the look of the window. It has a light variant only: paper is white, and so is what shows it.
type officeTheme struct {
	regular, bold fyne.Resource
}

// newTheme returns the look of the window with the two faces given as TTF or OTF files. A nil face falls back to Fyne's own,
// which has no Chinese characters of its own and takes them from the system.
func newTheme(regular, bold []byte) fyne.Theme {
	t := &officeTheme{}
	if regular != nil {
		t.regular = fyne.NewStaticResource("regular.otf", regular)
	}
	if bold != nil {
		t.bold = fyne.NewStaticResource("bold.otf", bold)
	}
	return t
}

// Color returns the light colour of the name, whatever variant the system prefers.
func (t *officeTheme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := palette[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// Font returns the regular or the bold face. There is no italic and no fixed-width face: figures are tabular in both.
func (t *officeTheme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
	case style.Bold && t.bold != nil:
		return t.bold
	case t.regular != nil:
		return t.regular
	}
	return theme.DefaultTheme().Font(style)
}

// Icon returns Fyne's icon of the name.
func (t *officeTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size returns the distance or text size of the name.
func (t *officeTheme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

func rgb(v uint32) color.NRGBA { return rgba(v, 0xFF) }

func rgba(v uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}
