package pdf

import (
	"fmt"

	"liangping/pdf/typeset"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// drawQR draws a text as a QR code of version 2 that fills the square: black rectangles, one for each run of black
// modules in a row. A quarter of the code may be unreadable (level Q).
func drawQR(page *typeset.Page, square Rect, text string) error {
	code, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 0, 0, map[gozxing.EncodeHintType]any{
		gozxing.EncodeHintType_QR_VERSION:       2,
		gozxing.EncodeHintType_ERROR_CORRECTION: decoder.ErrorCorrectionLevel_Q,
		gozxing.EncodeHintType_MARGIN:           0,
	})
	if err != nil {
		return fmt.Errorf("QR code %s: %w", text, err)
	}
	module := square.W / float64(code.GetWidth())
	for y := range code.GetHeight() {
		for x := 0; x < code.GetWidth(); x++ {
			start := x
			for x < code.GetWidth() && code.Get(x, y) {
				x++
			}
			if x > start {
				page.Draw(typeset.Fill{
					X: square.X + float64(start)*module, Y: square.Y + float64(y)*module,
					W: float64(x-start) * module, H: module,
				})
			}
		}
	}
	return nil
}
