package card

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"jema/internal/programme/typeset/fonts"
)

var (
	ink  = color.RGBA{0x22, 0x18, 0x11, 0xff}
	soft = color.RGBA{0x5f, 0x52, 0x47, 0xff}
)

var serifBold, sans, sansBold = parsed(fonts.SerifBold), parsed(fonts.Sans), parsed(fonts.SansBold)

// parsed reads a face that is part of the program when it is first needed.
func parsed(data []byte) func() (*opentype.Font, error) {
	return sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(data) })
}

// pen writes in one face.
type pen struct {
	font.Drawer
	leading int
}

func newPen(on *image.RGBA, face func() (*opentype.Font, error), size float64, c color.Color) (*pen, error) {
	parsed, err := face()
	if err != nil {
		return nil, fmt.Errorf("reading a face: %w", err)
	}
	ready, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("reading a face: %w", err)
	}
	return &pen{font.Drawer{Dst: on, Src: image.NewUniform(c), Face: ready}, int(size * 1.16)}, nil
}

// lines breaks a text into lines of the measure.
func (p *pen) lines(text string) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) { // no-break spaces are fields' ends too, but few
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && p.MeasureString(longer).Ceil() > measure {
			lines, line = append(lines, line), word
			continue
		}
		line = longer
	}
	return append(lines, line)
}

// cut shortens lines to a number of them, and each to the measure.
func (p *pen) cut(lines []string, most int) []string {
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], lines[most-1]+"…")
	}
	for i, l := range lines {
		for runes := []rune(l); p.MeasureString(lines[i]).Ceil() > measure && len(runes) > 1; {
			runes = runes[:len(runes)-1]
			lines[i] = strings.TrimRight(strings.TrimSuffix(string(runes), "…"), " ") + "…"
		}
	}
	return lines
}

// write sets lines from a baseline on and returns the next one.
func (p *pen) write(lines []string, baseline int) int {
	for _, l := range lines {
		p.Dot = fixed.P(margin, baseline)
		p.DrawString(l)
		baseline += p.leading
	}
	return baseline
}

// titleSizes are tried until the title has two lines at most.
var titleSizes = []float64{72, 60, 50}

// words sets the three texts below the marquetry.
func (c Card) words(sheet *image.RGBA) error {
	kicker, err := newPen(sheet, sansBold, 30, soft)
	if err != nil {
		return err
	}
	foot, err := newPen(sheet, sans, 34, ink)
	if err != nil {
		return err
	}
	var title *pen
	var lines []string
	for _, size := range titleSizes {
		if title, err = newPen(sheet, serifBold, size, ink); err != nil {
			return err
		}
		if lines = title.lines(c.Title); len(lines) <= 2 {
			break
		}
	}
	baseline := kicker.write(kicker.cut([]string{c.Kicker}, 1), bandHeight+68)
	title.write(title.cut(lines, 2), baseline+title.leading-kicker.leading+8)
	foot.write(foot.cut([]string{c.Foot}, 1), Height-52)
	return nil
}
