package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"jema/internal/work"
)

// PagesPlan configures how pages are measured.
type PagesPlan struct {
	Site        Program
	Repetitions int
	Each        time.Duration // of one load
	Clients     int           // at once
	Slots       int           // six of them an event
	Log         func(string)
}

// PagesDefault is the measure that is published, PagesQuick one that only shows that
// it works.
func PagesDefault() PagesPlan {
	return PagesPlan{Repetitions: 7, Each: 2 * time.Second, Clients: 64, Slots: 1800}
}

// PagesQuick is PagesDefault in short.
func PagesQuick() PagesPlan {
	return PagesPlan{Repetitions: 1, Each: 200 * time.Millisecond, Clients: 8, Slots: 60}
}

// Who serves a page.
const (
	BySite  = "site"
	ByNginx = "nginx"
	ByBare  = "bare" // net/http, with the bytes in memory
)

// PageRates are what one kind of page reached, in pages a second.
type PageRates struct {
	Name    string            `json:"name"`
	Bytes   int               `json:"bytes"` // as it is sent, compressed
	Rate    map[string]Spread `json:"rate"`  // by who serves it
	VsNginx Spread            `json:"vs_nginx"`
	VsBare  Spread            `json:"vs_bare"`

	path      func(n int) string // of the nth request
	rivalPath string             // where rivals serve it
	rates     map[string][]float64
}

// PagesReport is what a run found.
type PagesReport struct {
	Machine Machine
	Nginx   bool // whether it is installed
	Pages   []*PageRates
}

// Pages requests each kind of page from the site, and the same bytes from nginx
// and from a bare net/http server. They take turns, so that what slows the
// machine slows all three.
func Pages(ctx context.Context, plan PagesPlan) (r PagesReport, err error) {
	ground, err := NewGround(ctx, plan.Log)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, ground.Close()) }()
	world, err := ground.world(ctx, "pages", size{slots: plan.Slots, perOpening: 6, capacity: 1000})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, world.Close()) }()
	site, err := plan.Site.begin(ctx, world.DSN, Engine)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, site.stop()) }()
	if r.Pages, err = pagesOf(ctx, world, site.addr); err != nil {
		return r, err
	}
	rivals, err := plan.rivals(ctx, site.addr, r.Pages)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, rivals.stop()) }()
	addrs := rivals.addrs()
	addrs[BySite] = site.addr
	_, r.Nginx = addrs[ByNginx]
	r.Machine = ground.machine(ctx)
	for repetition := range plan.Repetitions {
		plan.Log(fmt.Sprintf("Répétition %d sur %d…", repetition+1, plan.Repetitions))
		for _, p := range r.Pages {
			if err := plan.measure(ctx, p, repetition, addrs); err != nil {
				return r, fmt.Errorf("%s : %w", p.Name, err)
			}
		}
	}
	for _, p := range r.Pages {
		p.sumUp()
	}
	r.Machine.LoadAfter = load()
	return r, nil
}

// pagesOf are the kinds of pages, each with its addresses.
func pagesOf(ctx context.Context, w *World, addr string) ([]*PageRates, error) {
	var event int64
	row := w.store.DB().QueryRowContext(ctx, `SELECT opening_id FROM slot WHERE id = $1`, w.Slots[0])
	if err := row.Scan(&event); err != nil {
		return nil, err
	}
	confirmation, err := confirmationOf(ctx, addr, w.Slots[0])
	if err != nil {
		return nil, err
	}
	always := func(path string) func(int) string { return func(int) string { return path } }
	list := []*PageRates{
		{Name: "home", path: always("/")},
		{Name: "commune", path: always("/communes/" + commune)},
		{Name: "list", path: always("/evenements")},
		{Name: "list_filtered", path: always("/evenements?commune=" + commune)},
		{Name: "event", path: always(fmt.Sprint("/evenements/", event))},
		{Name: "api_list", path: always("/api/v1/openings")},
		{Name: "unseen", path: func(n int) string { return "/evenements?q=atelier+" + fmt.Sprint(n) }},
		{Name: "confirmation", path: always(confirmation)},
	}
	for i, p := range list {
		p.rivalPath = fmt.Sprint("/", i)
		p.Rate, p.rates = map[string]Spread{}, map[string][]float64{}
	}
	return list, nil
}

// confirmationOf books once and returns the path of the booking's page.
func confirmationOf(ctx context.Context, addr string, slot int64) (string, error) {
	l, err := dial(ctx, addr)
	if err != nil {
		return "", err
	}
	defer l.close()
	answer, err := l.send(wish{slot: slot, key: "pages", party: 1}.request(addr))
	if err != nil {
		return "", err
	}
	var booked struct {
		ManageURL string `json:"manage_url"`
	}
	if err := json.Unmarshal(answer.body, &booked); err != nil || answer.status != http.StatusCreated {
		return "", fmt.Errorf("%d %s", answer.status, answer.body)
	}
	u, err := url.Parse(booked.ManageURL)
	return u.Path, err
}

// measure requests a page from each server, in an order that changes with each
// repetition.
func (plan PagesPlan) measure(ctx context.Context, p *PageRates, repetition int, addrs map[string]string) error {
	order := []string{BySite, ByNginx, ByBare}
	for i := range order {
		who := order[(i+repetition)%len(order)]
		addr, serves := addrs[who]
		if !serves {
			continue
		}
		path := p.path
		if who != BySite {
			path = func(int) string { return p.rivalPath }
		}
		rate, err := paging{addr, path, plan.Clients, repetition}.run(ctx, plan.Each)
		if err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
		p.rates[who] = append(p.rates[who], rate)
	}
	return nil
}

func (p *PageRates) sumUp() {
	for who, rates := range p.rates {
		p.Rate[who] = spreadOf(rates)
	}
	p.VsNginx = spreadOf(ratios(p.rates[BySite], p.rates[ByNginx]))
	p.VsBare = spreadOf(ratios(p.rates[BySite], p.rates[ByBare]))
}

// paging requests pages again and again over persistent connections.
type paging struct {
	addr       string
	path       func(n int) string
	clients    int
	repetition int
}

// run returns how many pages a second were answered; a quarter of the time at the
// beginning is not counted.
func (a paging) run(ctx context.Context, lasts time.Duration) (float64, error) {
	start := time.Now().Add(lasts / 4)
	counts, failed := make([]int, a.clients), make([]error, a.clients)
	var wg work.Group
	for i := range a.clients {
		wg.Go(func() { counts[i], failed[i] = a.client(ctx, i, start, start.Add(lasts)) })
	}
	wg.Wait()
	total := 0
	for _, n := range counts {
		total += n
	}
	return float64(total) / time.Since(start).Seconds(), errors.Join(append(failed, ctx.Err())...)
}

func (a paging) client(ctx context.Context, number int, start, end time.Time) (count int, err error) {
	l, err := dial(ctx, a.addr)
	if err != nil {
		return 0, err
	}
	defer l.close()
	for n := 0; time.Now().Before(end); n++ {
		answer, err := l.send(pageRequest(a.addr, a.path((a.repetition*a.clients+number)*1_000_000+n)))
		if err != nil {
			return 0, err
		}
		if answer.status != http.StatusOK {
			return 0, fmt.Errorf("%s: %d", a.path(n), answer.status)
		}
		if !time.Now().Before(start) {
			count++
		}
	}
	return count, nil
}

// pageRequest is a browser's request for a page.
func pageRequest(host, path string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n", path,
		host)
}
