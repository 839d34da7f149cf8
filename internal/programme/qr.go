package programme

import goqr "github.com/piglig/go-qr"

// drawnCodes are remembered. Nobody changes them.
var drawnCodes = recall[string, [][]bool]{most: 4096}

// modules returns the QR code of an address row by row, nil when the address
// is too long for one.
func modules(url string) [][]bool { return drawnCodes.of(url, encode) }

func encode(url string) [][]bool {
	code, err := goqr.EncodeText(url, goqr.Medium)
	if err != nil {
		return nil
	}
	dark := make([][]bool, code.Size())
	for y := range dark {
		dark[y] = make([]bool, len(dark))
		for x := range dark {
			dark[y][x] = code.Module(x, y)
		}
	}
	return dark
}
