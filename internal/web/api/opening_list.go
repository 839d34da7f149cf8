package api

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/search"
	"jema/internal/text"
	"jema/internal/web/public"
)

// pageSize is how many openings a page of the list holds.
const pageSize = 100

// openingPage is a page of the list. Its items are ready as JSON.
type openingPage struct {
	next        *string
	didYouMean  *string
	leftOut     []string
	understood  url.Values
	items       [][]byte
	suggestions []suggestion
}

// suggestion is an opening that does not fit, with what differs.
type suggestion struct {
	Differs []string        `json:"differs"`
	Because string          `json:"because"`
	Opening json.RawMessage `json:"opening"`
}

// openingList answers with what fits, and apart from it, where nothing does, with what
// is nearest.
func (s *server) openingList(c *gin.Context) error {
	asked, err := openingQuery(c.Request.URL.Query())
	if err != nil {
		return err
	}
	state, err := s.Public.State(c.Request.Context())
	if err != nil {
		return err
	}
	if !state.Place.Edition.State.Public() {
		return postgres.ErrEditionMissing
	}
	if address := listAddress(asked); s.Public.Has(address) || isCommon(asked, state) {
		render := func(_ context.Context, from *public.State) ([]byte, error) {
			return s.openings(from.Index(), asked, catalogue.In("fr"))
		}
		return s.ready(c, address, public.Recipe{Depends: (*public.State).Shown, Render: render})
	}
	index, err := s.Search.Index(c.Request.Context(), state.Place.Edition)
	if err != nil {
		return err
	}
	if asked, err = s.Search.Locate(c.Request.Context(), index, asked); err != nil {
		return err
	}
	body, err := s.openings(index, asked, voiceOf(c))
	if err != nil {
		return err
	}
	c.Data(http.StatusOK, jsonType, body)
	return nil
}

// openings is a page of the list, as JSON.
func (s *server) openings(index *search.Index, asked search.Query, voice *catalogue.Voice) ([]byte, error) {
	query, err := index.Complete(asked, s.Now())
	if err != nil {
		return nil, err
	}
	found := index.Find(query, search.Options{PageSize: pageSize, Now: s.Now()})
	page, err := s.openingPage(index, found, voice)
	if err != nil {
		return nil, err
	}
	if max(asked.Page, 1)*pageSize < found.Count {
		asked.Page = max(asked.Page, 1) + 1
		next := listAddress(asked)
		page.next = &next
	}
	return page.json()
}

// isCommon reports whether a query is frequent enough to be cached: the pages
// of the whole list, and the first page of one commune or one craft. Only pages
// with a hit are cached, and no free text, so that invented addresses cannot
// fill the cache.
func isCommon(q search.Query, state *public.State) bool {
	entries := state.Entries()
	asked := q.Values()
	asked.Del("page")
	one := func(name string, of func(jema.Entry) string) bool {
		fits := func(e jema.Entry) bool { return of(e) == asked[name][0] }
		return len(asked[name]) == 1 && q.Page <= 1 && slices.ContainsFunc(entries, fits)
	}
	switch {
	case len(asked) > 1:
		return false
	case len(asked) == 0:
		return max(q.Page-1, 0)*pageSize < len(entries)
	}
	return one("commune", func(e jema.Entry) string { return e.Commune.INSEE }) || one("craft", craftOf)
}

func craftOf(e jema.Entry) string {
	if e.Craft == nil {
		return ""
	}
	return e.Craft.Slug
}

// listAddress is the address of a page of the list.
func listAddress(q search.Query) string {
	if values := q.Values().Encode(); values != "" {
		return Root + "/openings?" + values
	}
	return Root + "/openings"
}

// openingQuery reads the list's parameters: one that is empty, or that there is not,
// is refused by name.
func openingQuery(values url.Values) (search.Query, error) {
	var p jema.Problems
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch {
		case !slices.Contains(search.Params, name):
			p.Add(name, "api.field_unknown")
		case slices.ContainsFunc(values[name], func(v string) bool { return text.Line(v) == "" }):
			p.Add(name, "api.filter_empty")
		}
	}
	q, err := search.Parse(values)
	if err := p.Err(); err != nil {
		return q, err
	}
	return q, err
}

func (s *server) openingPage(x *search.Index, r search.Result, voice *catalogue.Voice) (p openingPage, err error) {
	p.understood = r.Query.Values()
	p.understood.Del("page")
	p.leftOut = r.Without
	if r.DidYouMean != "" {
		p.didYouMean = &r.DidYouMean
	}
	for _, hit := range r.Found {
		item, err := s.openingJSON(x, hit.Entry)
		if err != nil {
			return p, err
		}
		p.items = append(p.items, item)
	}
	for _, g := range r.Suggestions {
		item, err := s.openingJSON(x, g.Entry)
		if err != nil {
			return p, err
		}
		p.suggestions = append(p.suggestions, suggestion{g.Differs, x.Because(g, r.Query, voice), item})
	}
	return p, nil
}

// json writes the page. The items are written as they are: encoding them again would
// cost more than all the rest.
func (p openingPage) json() ([]byte, error) {
	head := struct {
		Next        *string      `json:"next"`
		DidYouMean  *string      `json:"did_you_mean"`
		LeftOut     []string     `json:"left_out"`
		Understood  url.Values   `json:"understood"`
		Suggestions []suggestion `json:"suggestions"`
	}{p.next, p.didYouMean, append([]string{}, p.leftOut...), p.understood, append([]suggestion{}, p.suggestions...)}
	rest, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(`{"items":[`)
	b.Write(bytes.Join(p.items, []byte{','}))
	b.WriteString(`],`)
	b.Write(rest[1:])
	return b.Bytes(), nil
}

// rendered are openings as JSON, as long as an index lasts. They hold nothing that
// changes with bookings.
type rendered struct {
	index *search.Index
	byID  sync.Map // int64 → []byte
}

func (s *server) openingJSON(x *search.Index, e jema.Entry) ([]byte, error) {
	ready := s.rendered.Load()
	if ready == nil || ready.index != x {
		ready = &rendered{index: x}
		s.rendered.Store(ready)
	}
	if item, known := ready.byID.Load(e.Opening.ID); known {
		return item.([]byte), nil //nolint:forcetypeassert // what is stored below
	}
	item, err := json.Marshal(s.opening(e))
	if err == nil {
		ready.byID.Store(e.Opening.ID, item)
	}
	return item, err
}
