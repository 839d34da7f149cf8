package programme

import (
	"context"
	"io"

	"jema/internal/programme/pdf"
	"jema/internal/programme/svg"
	"jema/internal/work"
)

// Jobs runs print jobs, a few at once: composing and drawing take a processor
// each for a while. The documents composed last are cached, so that the pages of
// a preview, the check before printing and the file come of one composition.
type Jobs struct {
	running  chan struct{}
	composed compositions
}

// NewJobs returns Jobs of which at most so many run at once, and which cache at
// most so many bytes of documents; 0 caches none, for callers that request each
// document once.
func NewJobs(most, cached int) *Jobs {
	return &Jobs{running: make(chan struct{}, most), composed: compositions{most: cached}}
}

// run runs a job when one of the places is free, or returns the context's error.
// A panic of the job is its error.
func (j *Jobs) run(ctx context.Context, job func() error) error {
	select {
	case j.running <- struct{}{}:
		defer func() { <-j.running }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return work.Do(job)
}

// Compose lays out a work. A request that cannot be printed is a *jema.Error:
// an unknown format, variant, order or language, an opening that is not in the
// programme, a supplied piece that cannot be read.
func (j *Jobs) Compose(ctx context.Context, w Work) (*Document, error) {
	made, err := j.composed.of(ctx, j, w)
	if err != nil {
		return nil, err
	}
	return newDocument(w, made), nil
}

// Write composes a work and writes it as PDF. The same data make the same bytes.
// What Compose refuses is refused before anything is written.
func (j *Jobs) Write(ctx context.Context, to io.Writer, w Work) error {
	d, err := j.Compose(ctx, w)
	if err != nil {
		return err
	}
	return j.WriteDocument(ctx, to, d)
}

// WriteDocument writes what Compose returned as PDF.
func (j *Jobs) WriteDocument(ctx context.Context, to io.Writer, d *Document) error {
	return j.run(ctx, func() error { return pdf.Write(to, d.pages, d.options) })
}

// Preview writes a page of a work as SVG, its photos within; pages are counted
// from 1. A page that the work does not have is a *jema.Error.
func (j *Jobs) Preview(ctx context.Context, to io.Writer, w Work, page int) error {
	d, err := j.Compose(ctx, w)
	if err != nil {
		return err
	}
	if page < 1 || page > d.Pages() {
		return errNoPage
	}
	return j.run(ctx, func() error { return svg.Page(to, d.pages, page, inline) })
}

// WriteArchive writes a ZIP. An unknown language is a *jema.Error.
func (j *Jobs) WriteArchive(ctx context.Context, to io.Writer, a Archive) error {
	return j.run(ctx, func() error { return a.Write(to) })
}
