package pdf

import (
	"crypto/sha256"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// photos are the photos of a document, each once, however often it is shown.
type photos struct {
	all  []photo
	seen map[*byte]int // by where its bytes are
}

// photo is a JPEG with the values of its header.
type photo struct {
	data, sum           []byte
	width, height, inks int
	inverted            bool // by the program that wrote its four inks
}

// photosOf reads the headers of the photos. Bytes that are no JPEG are not
// shown.
func photosOf(d *paper.Document) *photos {
	p := &photos{seen: map[*byte]int{}}
	same := map[[sha256.Size]byte]int{}
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			picture, ok := item.(paper.Picture)
			if !ok || len(picture.JPEG) == 0 {
				continue
			}
			at := &picture.JPEG[0]
			if _, known := p.seen[at]; known {
				continue
			}
			ph, ok := readJPEG(picture.JPEG)
			if !ok {
				continue
			}
			sum := sha256.Sum256(picture.JPEG)
			ph.sum = sum[:]
			n, known := same[sum]
			if !known {
				n = len(p.all)
				p.all, same[sum] = append(p.all, ph), n
			}
			p.seen[at] = n
		}
	}
	return p
}

// find returns a photo's number.
func (p *photos) find(data []byte) (int, bool) {
	if len(data) == 0 {
		return 0, false
	}
	n, ok := p.seen[&data[0]]
	return n, ok
}

// readJPEG reads the header of a JPEG of one, three or four inks.
func readJPEG(data []byte) (photo, bool) {
	p := photo{data: data}
	if len(data) < 4 || data[0] != 0xff || data[1] != 0xd8 {
		return p, false
	}
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xff {
			return p, false
		}
		marker := data[at+1]
		if marker == 0xff {
			at++
			continue
		}
		length := int(data[at+2])<<8 | int(data[at+3])
		segment := data[at+4:]
		if length < 2 || length-2 > len(segment) {
			return p, false
		}
		segment = segment[:length-2]
		switch {
		case marker == 0xee && len(segment) >= 12 && string(segment[:5]) == "Adobe":
			p.inverted = true
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			return p.frame(segment)
		case marker == 0xda:
			return p, false
		}
		at += 2 + length
	}
	return p, false
}

// frame reads the size. Eight bits a colour, baseline or progressive.
func (p photo) frame(segment []byte) (photo, bool) {
	if len(segment) < 6 || segment[0] != 8 {
		return p, false
	}
	p.height = int(segment[1])<<8 | int(segment[2])
	p.width = int(segment[3])<<8 | int(segment[4])
	p.inks = int(segment[5])
	return p, p.width > 0 && p.height > 0 && (p.inks == 1 || p.inks == 3 || p.inks == 4)
}

// object is the photo in the file: its bytes are spliced in, never copied.
func (p photo) object(space any) *object.Object {
	d := object.Dict{{Key: "Type", Value: object.Name("XObject")}, {Key: "Subtype", Value: object.Name("Image")},
		{Key: "Width", Value: p.width}, {Key: "Height", Value: p.height}, {Key: "BitsPerComponent", Value: 8},
		{Key: "ColorSpace", Value: space}}
	if p.inks == 4 && p.inverted {
		d.Set("Decode", object.Array{1, 0, 1, 0, 1, 0, 1, 0})
	}
	d.Set("Filter", object.Name("DCTDecode"))
	return object.New(&object.Stream{Dict: d, Data: p.data, Sum: p.sum})
}
