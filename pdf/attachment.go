package pdf

import (
	"regexp"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// attachmentLine begins an attachment in the text of a document: 附件：实施方案, or 附件2：征求意见表. What follows, up to the
// next such line, is the attachment's own text, on a page of its own; the 附件说明 is made from these lines. The
// numbers are given by the order, whatever the line says. Lines of cells (cellMark) in it are a table.
var attachmentLine = regexp.MustCompile(`^[ 　]*附件[ 　]*[0-9０-９]*[ 　]*[：:][ 　]*(.+)$`)

// attachments parts the text of a document into its body and its attachments. One whose name ends in 征求意见表 is
// that table, with its text at the head.
func (p *Press) attachments(c data.Campaign, text string) (body string, all []typeset.Attachment) {
	var lines []string
	end := func() {
		part := strings.Trim(strings.Join(lines, "\n"), "\n")
		lines = nil
		if len(all) == 0 {
			body = part
			return
		}
		attachment := &all[len(all)-1]
		if strings.HasSuffix(attachment.Name, opinionFormName) {
			attachment.Table = p.opinionTable(c, part)
		} else {
			attachment.Body, attachment.Table, attachment.Landscape = p.notedTable(part)
		}
	}
	for line := range strings.SplitSeq(typeset.Clean(text), "\n") {
		start := attachmentLine.FindStringSubmatch(line)
		if start == nil {
			lines = append(lines, line)
			continue
		}
		end()
		name := strings.TrimSpace(start[1])
		all = append(all, typeset.Attachment{Name: name, Title: title(name)})
	}
	end()
	return body, all
}
