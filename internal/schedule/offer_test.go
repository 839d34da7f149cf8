package schedule

import (
	"errors"
	"slices"
	"testing"
)

// Where hours behind an exception may be taken away or be the only ones left, both
// readings are offered.
func TestBothReadingsOfAnExceptionAreOffered(t *testing.T) {
	for _, c := range []struct {
		phrase    string
		frame     Frame
		one, more string
	}{
		{"samedi et dimanche 10h, 11h, 15h sauf dimanche 15h", edition(Slots, 60),
			"sa10 10:00-11:00 11:00-12:00 15:00-16:00 | di11 15:00-16:00",
			"sa10 10:00-11:00 11:00-12:00 15:00-16:00 | di11 10:00-11:00 11:00-12:00"},
		{"du mardi au samedi 10h-18h, fermé lundi et dimanche 10h-17h", edition(Free, 0),
			"ma06 me07 je08 ve09 sa10 10:00-18:00 | di11 10:00-17:00", ""},
		{"Ouvert du 6 au 11 avril 10h-18h, fermé le lundi et D 11/04 10-17", edition(Free, 0),
			"ma06 me07 je08 ve09 sa10 10:00-18:00 | di11 10:00-17:00",
			"ma06 me07 je08 ve09 sa10 10:00-18:00 | di11 17:00-18:00"},
	} {
		_, err := Read(c.phrase, c.frame)
		var p *ProblemError
		if !errors.As(err, &p) {
			t.Errorf("%q is not asked about: %v", c.phrase, err)
			continue
		}
		var got []string
		for _, o := range p.Offers {
			got = append(got, compact(o.Spans))
		}
		want := []string{c.one, c.more}
		if c.more == "" {
			want = nil // one reading alone is no choice: the question stays open
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q offers %q, want %q", c.phrase, got, want)
		}
	}
}
