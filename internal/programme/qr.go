package programme

import "github.com/boombuler/barcode/qr"

// drawnCodes are remembered: making one is dear. Nobody changes them.
var drawnCodes = recall[string, [][]bool]{most: 4096}

// modules returns the QR code of an address row by row, nil when the address
// is too long for one.
func modules(url string) [][]bool { return drawnCodes.of(url, encode) }

func encode(url string) [][]bool {
	b, err := qr.Encode(url, qr.M, qr.Auto)
	if err != nil {
		return nil
	}
	dark := make([][]bool, b.Bounds().Dx())
	for y := range dark {
		dark[y] = make([]bool, len(dark))
		for x := range dark {
			r, _, _, _ := b.At(x, y).RGBA()
			dark[y][x] = r == 0
		}
	}
	return dark
}
