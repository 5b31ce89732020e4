package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

// result is a file for pdf/fonts.
type result struct {
	path string // below pdf/fonts
	data []byte
}

// notoSC is the face for Simplified Chinese in Noto's collections: JP, KR, SC, TC, HK.
const notoSC = 2

// recipe says how a font is made.
type recipe struct {
	path   string
	source source
	face   int
	names  font.Names
	whole  bool // keep everything for names; otherwise the common characters
}

// recipes: 宋 is the last fall-back on paper, and Hei.ttf is the window's only regular font, so these two hold all Han
// characters of their sources. Every new font has a name of its own (OFL 1.1 §3).
var recipes = []recipe{
	{"embedded/" + fonts.Song, serifRegular, notoSC, font.Names{Family: "Liangping Song"}, true},
	{"embedded/" + fonts.Title, serifBold, notoSC, font.Names{Family: "Liangping Title", Bold: true}, false},
	{"embedded/" + fonts.Hei, sansRegular, notoSC, font.Names{Family: "Liangping Hei"}, true},
	{"embedded/" + fonts.HeiBold, sansBold, notoSC, font.Names{Family: "Liangping Hei", Bold: true}, false},
	{"embedded/" + fonts.Kai, wenkai, 0, font.Names{Family: "Liangping Kai"}, false},
	{"beside/" + fonts.Fang, fandol, 0, font.Names{Family: "Liangping Fang"}, false},
}

// makeAll makes all fonts and licences in memory.
func makeAll(s *supply) ([]result, error) {
	table, err := s.get(unihan)
	if err != nil {
		return nil, err
	}
	common, err := commonCharacters(table)
	if err != nil {
		return nil, err
	}
	whole := wholeRepertoire()
	var made []result
	for _, r := range recipes {
		characters := common
		if r.whole {
			characters = whole
		}
		data, err := s.get(r.source)
		if err != nil {
			return nil, err
		}
		fmt.Printf("fonts: cutting %s\n", r.path)
		face, err := font.Open(r.source.path, data, r.face)
		if err != nil {
			return nil, err
		}
		ttf, err := face.Cut(characters, r.names)
		if err != nil {
			return nil, err
		}
		made = append(made, result{r.path, ttf})
	}
	licences, err := makeLicences(s)
	return append(made, licences...), err
}

// makeLicences takes the licences over as the packages have them.
func makeLicences(s *supply) (made []result, err error) {
	for _, l := range []struct {
		path    string
		sources []source
	}{
		{"embedded/LICENCE-Noto.txt", []source{notoLicence}},
		{"embedded/LICENCE-WenKai.txt", []source{wenkaiLicence}},
		{"beside/LICENCE-Fandol.txt", []source{fandolReadme, fandolLicence}},
	} {
		var text []byte
		for _, src := range l.sources {
			data, err := s.get(src)
			if err != nil {
				return nil, err
			}
			if data, err = gunzip(data); err != nil {
				return nil, fmt.Errorf("%s: %w", src.path, err)
			}
			text = append(text, data...)
		}
		made = append(made, result{l.path, text})
	}
	return made, nil
}

// gunzip unpacks what is gzipped and leaves the rest alone.
func gunzip(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1F, 0x8B}) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
