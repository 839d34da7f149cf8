package programme

import "github.com/boombuler/barcode/qr"

// code returns the QR code of an address at a size, false when the address is
// too long for one.
func code(url string, size int) (Code, bool) {
	b, err := qr.Encode(url, qr.M, qr.Auto)
	if err != nil {
		return Code{}, false
	}
	n := b.Bounds().Dx()
	out := Code{Size: size, URL: url, Dark: make([][]bool, n)}
	for y := range n {
		out.Dark[y] = make([]bool, n)
		for x := range n {
			r, _, _, _ := b.At(x, y).RGBA()
			out.Dark[y][x] = r == 0
		}
	}
	return out, true
}
