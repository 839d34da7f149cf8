package bench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"jema/internal/work"
)

// VisitPlan configures how whole visits are measured.
type VisitPlan struct {
	Site        Program
	Repetitions int
	Each        time.Duration // of one load
	Clients     int           // at once
	Slots       int           // six of them an event
	Log         func(string)
}

// VisitDefault is the measure that is published, VisitQuick one that only shows that it
// works.
func VisitDefault() VisitPlan {
	return VisitPlan{Repetitions: 5, Each: 3 * time.Second, Clients: 64, Slots: 1800}
}

// VisitQuick is VisitDefault in short.
func VisitQuick() VisitPlan {
	return VisitPlan{Repetitions: 1, Each: 300 * time.Millisecond, Clients: 8, Slots: 60}
}

// Steps are what a visit consists of, in their order: the event's page, the form that
// is sent, the page of the booking.
var Steps = []string{"event", "form", "confirmation"}

// VisitReport is what a run found.
type VisitReport struct {
	Machine Machine
	Rate    Spread            // whole bookings a second
	Bare    Spread            // as many requests of net/http that serves the same bytes, in visits
	VsBare  Spread            // repetition by repetition
	P50MS   Spread            // of a whole visit
	P99MS   Spread            // of a whole visit
	StepMS  map[string]Spread // p50 of each of Steps
	SiteUS  Spread            // processor time of the site for a visit, in microseconds
	Booked  int               // visits that ended on the page of their booking, in all
}

// Visits has visitors open an event's page, send its form and read the page of their
// booking, each on a persistent connection and from an address of their own, and
// compares the pace with net/http that answers the same requests with the same bytes.
// The error is a *BrokenError where the database disagrees with the visitors' answers.
func Visits(ctx context.Context, plan VisitPlan) (r VisitReport, err error) {
	ground, err := NewGround(ctx, plan.Log)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, ground.Close()) }()
	world, err := ground.world(ctx, "visit", size{slots: plan.Slots, perOpening: 6, capacity: 100_000})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, world.Close()) }()
	r.Machine = ground.machine(ctx)
	m := visitMeasure{plan: plan, world: world}
	if m.events, err = world.events(ctx); err != nil {
		return r, err
	}
	for repetition := range plan.Repetitions {
		plan.Log(fmt.Sprintf("Répétition %d sur %d…", repetition+1, plan.Repetitions))
		if err := m.repeat(ctx, repetition); err != nil {
			return r, err
		}
	}
	m.sumUp(&r)
	r.Machine.LoadAfter = load()
	return r, nil
}

// event is a slot with the opening whose page offers it.
type event struct{ slot, opening int64 }

func (w *World) events(ctx context.Context) (list []event, err error) {
	rows, err := w.store.DB().QueryContext(ctx, `SELECT id, opening_id FROM slot ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e event
		if err := rows.Scan(&e.slot, &e.opening); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// visitMeasure is a measure of visits while it runs.
type visitMeasure struct {
	plan       VisitPlan
	world      *World
	events     []event
	rate, bare []float64
	processor  []float64
	p50, p99   []float64
	steps      [3][]float64
	booked     int
}

// repeat measures the site once, and net/http beside it.
func (m *visitMeasure) repeat(ctx context.Context, repetition int) error {
	if err := m.world.reset(ctx); err != nil {
		return err
	}
	site, err := m.plan.Site.begin(ctx, m.world.DSN, Engine)
	if err != nil {
		return err
	}
	before := site.processor()
	booked, err := m.visit(ctx, site.addr, repetition)
	if booked > 0 {
		took := site.processor() - before
		m.processor = append(m.processor, float64(took.Microseconds())/float64(booked))
	}
	if err == nil {
		err = m.beside(ctx, site.addr, repetition)
	}
	if err := errors.Join(err, site.stop()); err != nil {
		return err
	}
	return m.world.holds(ctx, 0, booked+1, 0) // one beside them, whose page net/http serves
}

// visits are what a crowd of visitors saw.
type visits struct {
	mu     sync.Mutex
	whole  []time.Duration
	steps  [3][]time.Duration
	booked int // those before the measure and after it included
}

func (m *visitMeasure) visit(ctx context.Context, addr string, repetition int) (booked int, err error) {
	seen := &visits{}
	start := time.Now().Add(m.plan.Each / 4)
	end := start.Add(m.plan.Each)
	failed := make([]error, m.plan.Clients)
	var wg work.Group
	for i := range m.plan.Clients {
		wg.Go(func() {
			failed[i] = m.visitor(ctx, visitor{addr: addr, name: fmt.Sprintf("%d-%d", repetition, i),
				random: rand.New(rand.NewPCG(uint64(repetition), uint64(i))), //nolint:gosec // chance that can be repeated
				start:  start, end: end}, seen)
		})
	}
	wg.Wait()
	if err := errors.Join(append(failed, ctx.Err())...); err != nil {
		return 0, fmt.Errorf("le site mesuré n’a pas répondu : %w", err)
	}
	slices.Sort(seen.whole)
	m.booked += seen.booked
	m.rate = append(m.rate, float64(len(seen.whole))/m.plan.Each.Seconds())
	m.p50 = append(m.p50, milliseconds(quantile(seen.whole, 0.5)))
	m.p99 = append(m.p99, milliseconds(quantile(seen.whole, 0.99)))
	for i := range seen.steps {
		slices.Sort(seen.steps[i])
		m.steps[i] = append(m.steps[i], milliseconds(quantile(seen.steps[i], 0.5)))
	}
	return seen.booked, nil
}

// visitor is one who visits again and again, each time as somebody new.
type visitor struct {
	addr, name string
	random     *rand.Rand
	start, end time.Time
}

func (m *visitMeasure) visitor(ctx context.Context, v visitor, seen *visits) error {
	l, err := dial(ctx, v.addr)
	if err != nil {
		return err
	}
	defer l.close()
	for n := 0; n == 0 || time.Now().Before(v.end); n++ {
		at := m.events[v.random.IntN(len(m.events))]
		took, err := visitOnce(l, v.addr, at, fmt.Sprintf("%s-%d", v.name, n))
		if err != nil {
			return err
		}
		seen.note(took, !time.Now().Before(v.start) && time.Now().Before(v.end))
	}
	return nil
}

func (s *visits) note(took [3]time.Duration, counts bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.booked++
	if !counts {
		return
	}
	s.whole = append(s.whole, took[0]+took[1]+took[2])
	for i, step := range took {
		s.steps[i] = append(s.steps[i], step)
	}
}

// visitOnce books a place as a browser does, and returns how long each of Steps took.
func visitOnce(l *line, addr string, at event, name string) (took [3]time.Duration, err error) {
	who := sha256.Sum256([]byte(name))
	from := fmt.Sprintf("10.%d.%d.%d", who[0], who[1], who[2])
	path := fmt.Sprintf("/evenements/%d", at.opening)
	steps := []func() ([]byte, int){
		func() ([]byte, int) { return visitorRequest(addr, from, path), http.StatusOK },
		func() ([]byte, int) {
			return formRequest(addr, from, path+"/reservations", bookingForm(at.slot, name, who)), http.StatusSeeOther
		},
		func() ([]byte, int) { return visitorRequest(addr, from, l.to), http.StatusOK },
	}
	for i, step := range steps {
		request, want := step()
		begun := time.Now()
		answer, err := l.send(request)
		if err != nil {
			return took, err
		}
		if took[i] = time.Since(begun); answer.status != want {
			return took, fmt.Errorf("%s: %d %.300s", Steps[i], answer.status, answer.body)
		}
	}
	return took, nil
}

// bookingForm is what a visitor types. The key is of the form that the page has, though
// not read from it: taking the page apart would be the client's cost.
func bookingForm(slot int64, name string, who [32]byte) url.Values {
	key := hex.EncodeToString(who[:16])
	return url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"1"}, "name": {"Visiteuse Inventée"},
		"email": {"v" + name + "@example.org"}, "key": {key}}
}

func visitorRequest(host, from, path string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"+
		"X-Forwarded-For: %s\r\n\r\n", strings.TrimPrefix(path, "http://"+host), host, from)
}

func formRequest(host, from, path string, form url.Values) []byte {
	body := form.Encode()
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"+
		"X-Forwarded-For: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		path, host, from, len(body), body)
}

// beside measures how many visits net/http answers with the bytes of the event's page
// and of a booking's page, and an empty answer to the form between them.
func (m *visitMeasure) beside(ctx context.Context, addr string, repetition int) error {
	confirmation, err := confirmationOf(ctx, addr, m.events[0].slot)
	if err != nil {
		return err
	}
	pages := []*PageRates{}
	for i, path := range []string{fmt.Sprint("/evenements/", m.events[0].opening), confirmation} {
		pages = append(pages, &PageRates{path: func(int) string { return path }, rivalPath: fmt.Sprint("/", i)})
	}
	rivals, err := PagesPlan{Site: m.plan.Site}.rivals(ctx, addr, pages)
	if err != nil {
		return err
	}
	rate, err := paging{rivals.bare.addr, func(n int) string { return pages[n%2].rivalPath }, m.plan.Clients,
		repetition}.run(ctx, m.plan.Each)
	m.bare = append(m.bare, rate/2)
	return errors.Join(err, rivals.stop())
}

func (m *visitMeasure) sumUp(r *VisitReport) {
	r.Rate, r.Bare, r.VsBare = spreadOf(m.rate), spreadOf(m.bare), spreadOf(ratios(m.rate, m.bare))
	r.SiteUS = spreadOf(m.processor)
	r.P50MS, r.P99MS, r.Booked, r.StepMS = spreadOf(m.p50), spreadOf(m.p99), m.booked, map[string]Spread{}
	for i, name := range Steps {
		r.StepMS[name] = spreadOf(m.steps[i])
	}
}
