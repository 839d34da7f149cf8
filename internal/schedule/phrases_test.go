package schedule

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// sample is one phrase of testdata/phrases.txt and what it must give.
type sample struct {
	line   int
	frame  Frame
	phrase string
	want   []string // « = … », « ~ … » or « ? … »
}

// samples reads the file.
func samples(t testing.TB) (out []sample) {
	raw, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(raw), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "    "):
			last := &out[len(out)-1]
			last.want = append(last.want, line[4:])
		default:
			head, phrase, _ := strings.Cut(line, ": ")
			s := sample{line: i + 1, frame: edition(Free, 0), phrase: strings.NewReplacer(`\n`, "\n", `\t`,
				"\t").Replace(phrase)}
			if n, _ := fmt.Sscanf(head, "slots %d", &s.frame.Minutes); n == 1 {
				s.frame.Kind = Slots
			}
			out = append(out, s)
		}
	}
	return out
}

func TestPhrasesAsPeopleWriteThem(t *testing.T) {
	all := samples(t)
	if len(all) < 200 {
		t.Fatalf("%d phrases are too few", len(all))
	}
	for _, s := range all {
		r, err := Read(s.phrase, s.frame)
		got := []string{"= " + compact(r.Spans)}
		if len(r.SetAside) > 0 {
			got = append(got, "~ "+strings.Join(r.SetAside, " ¦ "))
		}
		var p *ProblemError
		if errors.As(err, &p) {
			got = []string{"? " + strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(p.Words)}
		}
		if strings.Join(got, "\n") != strings.Join(s.want, "\n") {
			t.Errorf("line %d: %s\n got %s\nwant %s", s.line, s.phrase, strings.Join(got, " "), strings.Join(s.want, " "))
		}
		sound(t, s.phrase, s.frame)
	}
}

// BenchmarkRead reads every phrase of the file once: a phrase must take less
// than a millisecond.
func BenchmarkRead(b *testing.B) {
	all := samples(b)
	for b.Loop() {
		for _, s := range all {
			_, _ = Read(s.phrase, s.frame)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/phrase")
}

// BenchmarkLong reads texts of 100 kB. Its ratio is the time of one byte of them beside
// that of one byte of the file’s phrases, read one by one in the same run: a long text may
// cost no more a byte than a short one.
func BenchmarkLong(b *testing.B) {
	all := samples(b)
	bytes := 0
	for _, s := range all {
		bytes += len(s.phrase)
	}
	letter := "samedi de 10h à 12h et de 14h à 18h, dimanche idem. Parking gratuit, chez Mme Durand, tél. 04 75 00 00 00\n"
	for _, part := range []string{letter, "samedi 10h-12h ; ", "samedi\t10h-12h\n", "chouette forge ", "samedi ", "(1h) ",
		"samdedi vendrde ", "samedi : 10h ; sauf dimanche ; ", " "} {
		text := strings.Repeat(part, 100_000/len(part))
		b.Run(part[:min(len(part), 12)], func(b *testing.B) {
			var long, short time.Duration
			for b.Loop() {
				start := time.Now()
				_, _ = Read(text, edition(Free, 0))
				long += time.Since(start)
				start = time.Now()
				for _, s := range all {
					_, _ = Read(s.phrase, s.frame)
				}
				short += time.Since(start)
			}
			b.ReportMetric(float64(long.Milliseconds())/float64(b.N), "ms/100kB")
			b.ReportMetric(float64(long)*float64(bytes)/(float64(short)*float64(len(text))), "ratio")
		})
	}
}

// TestReadingGrowsWithItsText: twice the text costs about twice, whatever it
// repeats. Allocations are counted, not time.
func TestReadingGrowsWithItsText(t *testing.T) {
	for _, part := range []string{"chouette forge ", "samedi ", "samdedi vendrde ", "samedi\t10h-12h\n", "10h-12h ; ",
		"06 12 34 56 78 ", "(1h) ", "12 rue ", "idem ; "} {
		cost := func(n int) float64 {
			phrase := "samedi 10h-12h " + strings.Repeat(part, n/len(part))
			return testing.AllocsPerRun(1, func() { _, _ = Read(phrase, edition(Free, 0)) })
		}
		if small, large := cost(10_000), cost(20_000); large > 3*small+1000 {
			t.Errorf("%q: %.0f allocations, and %.0f for twice the text", part, small, large)
		}
	}
}
