package picture

import (
	"image"
	"math"

	"golang.org/x/image/draw"
)

// scaled returns a picture on white, scaled down so that neither side is longer
// than side; a smaller one is not resized. It reads the source a few rows at a
// time: a scaler that works on the whole picture needs 32 bytes for each pixel
// of its way, a quarter of a gigabyte for a telephone's photograph.
func scaled(source image.Image, side int) *image.RGBA {
	in := newRows(source, side)
	w, h := fit(in.width, in.height, side)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	across, down := kernel(in.width, w), kernel(in.height, h)
	most := 0
	for _, t := range down {
		most = max(most, len(t.weights))
	}
	lines := make([][]float32, most) // the last source rows, scaled across
	for i := range lines {
		lines[i] = make([]float32, 3*w)
	}
	sum := make([]float32, 3*w)
	next := 0
	for y, t := range down {
		for ; next < t.from+len(t.weights); next++ {
			narrow(lines[next%most], in.at(next), across)
		}
		clear(sum)
		for i, weight := range t.weights {
			for x, v := range lines[(t.from+i)%most] {
				sum[x] += float32(weight * v) // rounded: arm64 would multiply and add at once, and make other bytes
			}
		}
		store(out.Pix[out.PixOffset(0, y):][:4*w], sum)
	}
	return out
}

// narrow scales one row of four bytes a pixel across.
func narrow(to []float32, row []uint8, across []taps) {
	for x, t := range across {
		var r, g, b float32
		for i, weight := range t.weights {
			px := row[4*(t.from+i):][:3]
			r, g, b = r+float32(weight*float32(px[0])), g+float32(weight*float32(px[1])), b+float32(weight*float32(px[2]))
		}
		to[3*x], to[3*x+1], to[3*x+2] = r, g, b
	}
}

// store rounds a row of colours to bytes.
func store(to []uint8, sum []float32) {
	for x := range len(to) / 4 {
		for c := range 3 {
			to[4*x+c] = uint8(min(max(sum[3*x+c]+0.5, 0), 255))
		}
		to[4*x+3] = 255
	}
}

// rows reads a picture row by row, on white. Where the picture is several times
// larger than needed, each pixel is the average of a square of n by n.
type rows struct {
	source        image.Image
	n             int
	width, height int // of what is read
	band          *image.RGBA
	row           []uint8
}

func newRows(source image.Image, side int) *rows {
	b := source.Bounds()
	n := max(b.Dx(), b.Dy()) / side
	if n < 2 || b.Dx() < n || b.Dy() < n {
		n = 1
	}
	r := &rows{source: source, n: n, width: b.Dx() / n, height: b.Dy() / n}
	r.band = image.NewRGBA(image.Rect(0, 0, r.width*n, n))
	r.row = make([]uint8, 4*r.width)
	return r
}

// at returns a row, four bytes a pixel, until the next call.
func (r *rows) at(y int) []uint8 {
	from := r.source.Bounds().Min.Add(image.Pt(0, y*r.n))
	draw.Draw(r.band, r.band.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(r.band, r.band.Bounds(), r.source, from, draw.Over)
	if r.n == 1 {
		return r.band.Pix
	}
	for x := range r.width {
		average(r.band, x*r.n, r.n, r.row[4*x:][:4])
	}
	return r.row
}

// average puts the mean colour of the square of n pixels at x into to.
func average(band *image.RGBA, x, n int, to []uint8) {
	var sum [4]int
	for y := range n {
		row := band.Pix[band.PixOffset(x, y):][:4*n]
		for i, v := range row {
			sum[i&3] += int(v)
		}
	}
	for i, v := range sum {
		to[i] = uint8((v + n*n/2) / (n * n)) //nolint:gosec // a mean of bytes
	}
}

// taps are the weights of the source samples, from one on, that make a sample
// of the result.
type taps struct {
	from    int
	weights []float32
}

// kernel returns the taps that scale in samples to out by Catmull and Rom's
// curve, widened by the ratio.
func kernel(in, out int) []taps {
	all := make([]taps, out)
	ratio := float64(in) / float64(out)
	wide := max(ratio, 1)
	for i := range all {
		centre := (float64(i)+0.5)*ratio - 0.5
		from, to := max(int(math.Ceil(centre-2*wide)), 0), min(int(math.Floor(centre+2*wide)), in-1)
		weights, sum := make([]float32, to-from+1), float32(0)
		for j := range weights {
			weights[j] = float32(catmullRom(math.Abs(float64(from+j)-centre) / wide))
			sum += weights[j]
		}
		for j := range weights {
			weights[j] /= sum
		}
		all[i] = taps{from, weights}
	}
	return all
}

func catmullRom(t float64) float64 {
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((2.5-0.5*t)*t-4)*t + 2
	}
	return 0
}

func fit(w, h, side int) (int, int) {
	if w <= side && h <= side {
		return w, h
	}
	if w >= h {
		return side, max(1, h*side/w)
	}
	return max(1, w*side/h), side
}
