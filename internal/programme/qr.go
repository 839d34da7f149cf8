package programme

import "github.com/boombuler/barcode/qr"

// modules returns the QR code of an address row by row, nil when the address
// is too long for one. It is dear: an entry's is made once.
func modules(url string) [][]bool {
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
