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
	leading, measure int
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
	return &pen{font.Drawer{Dst: on, Src: image.NewUniform(c), Face: ready}, int(size * 1.16),
		on.Bounds().Dx() - 2*margin}, nil
}

// lines breaks a text into lines of the measure: between words, and after the hyphens of a
// name that is wider than it.
func (p *pen) lines(text string) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) { // no-break spaces are fields' ends too, but few
		parts, space := []string{word}, " "
		if p.MeasureString(word).Ceil() > p.measure {
			parts = strings.SplitAfter(word, "-")
		}
		for _, part := range parts {
			longer := strings.TrimSpace(line + space + part)
			space = ""
			if line != "" && p.MeasureString(longer).Ceil() > p.measure {
				lines, line = append(lines, line), part
				continue
			}
			line = longer
		}
	}
	return append(lines, line)
}

// cut shortens lines to a number of them, and each to the measure.
func (p *pen) cut(lines []string, most int) []string {
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], lines[most-1]+"…")
	}
	for i, l := range lines {
		for runes := []rune(l); p.MeasureString(lines[i]).Ceil() > p.measure && len(runes) > 1; {
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

// titleSizes are tried until the title has few enough lines.
var titleSizes = []float64{72, 60, 50}

// words sets the three texts below the marquetry.
func (c Card) words(sheet *image.RGBA, f Format) error {
	sized := func(size float64) float64 { return size * float64(f.Scale) / 100 }
	kicker, err := newPen(sheet, sansBold, sized(30), soft)
	if err != nil {
		return err
	}
	foot, err := newPen(sheet, sans, sized(34), ink)
	if err != nil {
		return err
	}
	var title *pen
	var lines []string
	for _, size := range titleSizes {
		if title, err = newPen(sheet, serifBold, sized(size), ink); err != nil {
			return err
		}
		if lines = title.lines(c.Title); len(lines) <= f.Lines {
			break
		}
	}
	baseline := kicker.write(kicker.cut([]string{c.Kicker}, 1), f.Band+int(sized(68)))
	baseline = title.write(title.cut(lines, f.Lines), baseline+title.leading-kicker.leading+8)
	if f.Foot > 0 {
		baseline = f.Height - f.Foot
	}
	foot.write(foot.cut([]string{c.Foot}, 1), baseline)
	return nil
}
