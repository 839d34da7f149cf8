package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/sample"
	"jema/internal/work"
)

// What is printed, and by whom.
const (
	Commune   = "commune"   // one of 25 workshops
	Territory = "territory" // 54 communes of 25, as files of their own
	Book      = "book"      // 300 workshops in one file

	ByEngine = "engine"
	ByPlain  = "plain" // gofpdf alone
)

const workshops = 25

// printed is the report of a process that has printed.
type printed struct {
	MS      []float64 `json:"ms"`
	AllocMB float64   `json:"alloc_mb"` // of one run, all that was ever allocated
	PeakMB  float64   `json:"peak_mb"`  // of the process
	Bytes   int       `json:"bytes"`
}

// PrintingChild prints again and again in a process of its own, with everything
// in memory before the clock starts, and writes its figures as JSON.
func PrintingChild(out io.Writer, communes []jema.Commune, way, what string, times, files int) error {
	job, err := newPrintJob(communes, way, what, files)
	if err != nil {
		return err
	}
	if _, err := job(); err != nil { // warm
		return err
	}
	var p printed
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range times {
		start := time.Now()
		if p.Bytes, err = job(); err != nil {
			return err
		}
		p.MS = append(p.MS, milliseconds(time.Since(start)))
	}
	runtime.ReadMemStats(&after)
	p.AllocMB = float64(after.TotalAlloc-before.TotalAlloc) / 1e6 / float64(times)
	p.PeakMB = ownPeakMB()
	return json.NewEncoder(out).Encode(p)
}

// newPrintJob prepares the content and returns a function that prints it and
// returns the number of bytes.
func newPrintJob(communes []jema.Commune, way, what string, files int) (func() (int, error), error) {
	var list []jema.Programme
	switch what {
	case Commune:
		list = []jema.Programme{sample.Programme(communes, communes[0].INSEE, workshops)}
	case Territory:
		for _, c := range communes[:min(files, len(communes))] {
			list = append(list, sample.Programme(communes, c.INSEE, workshops))
		}
	case Book:
		return newBookJob(sample.Book(communes, files), way)
	default:
		return nil, fmt.Errorf("rien à imprimer qui se nomme %q", what)
	}
	jobs := make([]func(io.Writer) error, len(list))
	for i, p := range list {
		if way == ByEngine {
			jobs[i] = func(w io.Writer) error {
				return printNow(w, programme.Commune{Programme: p, Spec: programme.Spec{Format: programme.Brochure}})
			}
			continue
		}
		d, _, err := programme.Commune{Programme: p, Spec: programme.Spec{Format: programme.Brochure}}.Compose()
		if err != nil {
			return nil, err
		}
		content := contentOf(d)
		jobs[i] = func(w io.Writer) error { return plainPDF(w, content) }
	}
	return func() (int, error) { return printAll(jobs) }, nil
}

func newBookJob(b jema.Book, way string) (func() (int, error), error) {
	book := programme.Territory{Book: b, Spec: programme.Spec{Format: programme.Book}}
	job := func(w io.Writer) error { return printNow(w, book) }
	if way == ByPlain {
		d, _, err := book.Compose()
		if err != nil {
			return nil, err
		}
		content := contentOf(d)
		job = func(w io.Writer) error { return plainPDF(w, content) }
	}
	return func() (int, error) { return printAll([]func(io.Writer) error{job}) }, nil
}

// printNow prints a work with nothing composed before.
func printNow(w io.Writer, what programme.Work) error {
	return programme.NewJobs(1, 0).Write(context.Background(), w, what)
}

// counter counts what is written to it, as if to a file.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// printAll runs jobs on every processor.
func printAll(jobs []func(io.Writer) error) (total int, failed error) {
	var mu sync.Mutex
	work.Each(len(jobs), func(i int) {
		var written counter
		err := jobs[i](&written)
		mu.Lock()
		defer mu.Unlock()
		total += int(written)
		if err != nil {
			failed = err
		}
	})
	return total, failed
}
