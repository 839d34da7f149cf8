package content

import (
	goqr "github.com/piglig/go-qr"

	"jema/internal/programme/paper"
)

// codes caches the QR codes of addresses.
var codes = NewMemo[string, *paper.Modules](4096)

// Modules returns the QR code of an address, nil where there is no address or it is
// too long for one.
func Modules(url string) *paper.Modules {
	if url == "" {
		return nil
	}
	return codes.Of(url, encode)
}

func encode(url string) *paper.Modules {
	code, err := goqr.EncodeText(url, goqr.Medium)
	if err != nil {
		return nil
	}
	side := code.Size() // 177 at most
	out := &paper.Modules{Side: side, Dark: make([]paper.Stretch, 0, side*side/4)}
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for x < side && code.Module(x, y) {
				x++
			}
			if x > from {
				//nolint:gosec // a code has 177 modules at most
				out.Dark = append(out.Dark, paper.Stretch{X: uint8(from), Y: uint8(y), N: uint8(x - from)})
			}
		}
	}
	return out
}
