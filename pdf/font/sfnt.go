package font

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A font file is a directory of tables (sfnt), a collection several directories that share tables. This file reads
// directories and writes one. go-text has a reader too, but it copies every table and believes the lengths it is told.

const (
	magicTrueType   = 0x00010000
	magicApple      = 0x74727565 // "true"
	magicOpenType   = 0x4F54544F // "OTTO": CFF outlines
	magicCollection = 0x74746366 // "ttcf"

	maxFaces = 1024 // more than any collection has
)

// file is a font file on disk or in memory.
type file struct {
	io.ReaderAt
	size int64
}

func inMemory(data []byte) file { return file{bytes.NewReader(data), int64(len(data))} }

// section reads n bytes at offset, never beyond the end of the file.
func (f file) section(offset, n int64) ([]byte, error) {
	if offset < 0 || n < 0 || offset > f.size-n {
		return nil, errors.New("the file is cut short or not a font")
	}
	b := make([]byte, n)
	_, err := f.ReadAt(b, offset)
	if err == io.EOF { // ReaderAt may say so together with a full read
		err = nil
	}
	return b, err
}

// faceOffsets gives the place of each face's table directory.
func faceOffsets(f file) ([]int64, error) {
	head, err := f.section(0, 12)
	if err != nil {
		return nil, err
	}
	switch be.Uint32(head) {
	case magicTrueType, magicApple, magicOpenType:
		return []int64{0}, nil
	case magicCollection:
	default:
		return nil, errors.New("not a TrueType or OpenType font")
	}
	n := int64(be.Uint32(head[8:]))
	if n == 0 || n > maxFaces {
		return nil, fmt.Errorf("a collection of %d faces", n)
	}
	list, err := f.section(12, 4*n)
	if err != nil {
		return nil, err
	}
	offsets := make([]int64, n)
	for i := range offsets {
		offsets[i] = int64(be.Uint32(list[4*i:]))
	}
	return offsets, nil
}

// span is the place of a table in its file.
type span struct{ offset, length int64 }

// directory reads the table directory at offset.
func directory(f file, offset int64) (map[string]span, error) {
	head, err := f.section(offset, 12)
	if err != nil {
		return nil, err
	}
	n := int(be.Uint16(head[4:]))
	list, err := f.section(offset+12, int64(16*n))
	if err != nil {
		return nil, err
	}
	spans := make(map[string]span, n)
	for entry := range slices.Chunk(list, 16) {
		spans[string(entry[:4])] = span{int64(be.Uint32(entry[8:])), int64(be.Uint32(entry[12:]))}
	}
	return spans, nil
}

// readTables gives the tables of one face as parts of data, uncopied.
func readTables(data []byte, index int) (map[string][]byte, error) {
	f := inMemory(data)
	offsets, err := faceOffsets(f)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= len(offsets) {
		return nil, fmt.Errorf("no face %d in a file of %d", index, len(offsets))
	}
	spans, err := directory(f, offsets[index])
	if err != nil {
		return nil, err
	}
	tables := make(map[string][]byte, len(spans))
	for tag, s := range spans {
		if s.offset > f.size-s.length {
			return nil, fmt.Errorf("table %q lies outside the file", tag)
		}
		tables[tag] = data[s.offset : s.offset+s.length : s.offset+s.length]
	}
	return tables, nil
}

// writeTables makes a TrueType file. Tables are padded with zeros to four bytes: the PDF library sums them up past their
// end and would otherwise write into the next one.
func writeTables(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	size := 12 + 16*len(tags)
	for _, t := range tables {
		size += padded(len(t))
	}
	out := make([]byte, 0, size)
	out = be.AppendUint32(out, magicTrueType)
	out = be.AppendUint16(out, uint16(len(tags)))
	out = appendSearchHint(out, len(tags), 16)

	offset, head := 12+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = offset
		}
		out = append(out, tag...)
		out = be.AppendUint32(out, checksum(tables[tag]))
		out = be.AppendUint32(out, uint32(offset))
		out = be.AppendUint32(out, uint32(len(tables[tag])))
		offset += padded(len(tables[tag]))
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		out = pad(out)
	}
	be.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out)) // checkSumAdjustment
	return out
}

// appendSearchHint writes the three numbers that help a reader to search n entries of the given size by halving:
// the largest power of two not above n in bytes, its exponent, and the bytes that remain.
func appendSearchHint(out []byte, n, size int) []byte {
	power, exponent := 1, 0
	for 2*power <= n {
		power *= 2
		exponent++
	}
	out = be.AppendUint16(out, uint16(size*power))
	out = be.AppendUint16(out, uint16(exponent))
	return be.AppendUint16(out, uint16(size*(n-power)))
}

// checksum adds up a table as big-endian words, short by up to three zeros at its end.
func checksum(table []byte) (sum uint32) {
	whole := len(table) &^ 3
	for i := 0; i < whole; i += 4 {
		sum += be.Uint32(table[i:])
	}
	var last [4]byte
	copy(last[:], table[whole:])
	return sum + be.Uint32(last[:])
}

func padded(n int) int { return (n + 3) &^ 3 }

func pad(b []byte) []byte { return append(b, 0, 0, 0)[:padded(len(b))] }
