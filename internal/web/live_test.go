package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/work"
)

// placesStream is the events about places that a page receives, one after the other.
type placesStream struct {
	t      *testing.T
	answer *http.Response
	lines  *bufio.Scanner
}

func (s *testSite) stream(ctx context.Context, base, path string) *placesStream {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Host = strings.TrimPrefix(s.url, "http://")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	t, _ := s.t.(*testing.T)
	t.Cleanup(func() { _ = answer.Body.Close() })
	return &placesStream{t, answer, bufio.NewScanner(answer.Body)}
}

// next returns the data of the next event, nil at the end of the stream.
func (s *placesStream) next() (slots map[string]struct {
	Free  int
	State string
}) {
	s.t.Helper()
	for s.lines.Scan() {
		if data, found := strings.CutPrefix(s.lines.Text(), "data: "); found {
			if err := json.Unmarshal([]byte(data), &slots); err != nil {
				s.t.Fatal(err)
			}
			return slots
		}
	}
	return nil
}

// A page receives at once the places left of each slot, and later those of the one
// that changed.
func TestPlacesAreToldAsTheyChange(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	one, other := opening.Slot("2027-04-10", 600, 660, 8), opening.Slot("2027-04-10", 720, 780, 4)
	classes := opening.Slot("2027-04-10", 840, 900, 30) // is not told
	s.DB.MustExec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, classes)
	s.site.Public.Refresh(t.Context())
	path := fmt.Sprintf("/evenements/%d/places", opening.ID)
	got := s.stream(t.Context(), s.url, path)
	if kind := got.answer.Header.Get("Content-Type"); got.answer.StatusCode != 200 || kind != "text/event-stream" {
		t.Fatalf("a stream: %d %s", got.answer.StatusCode, kind)
	}
	first, second := fmt.Sprint(one), fmt.Sprint(other)
	if all := got.next(); len(all) != 2 || all[first].Free != 8 || all[second].State != string(jema.SlotOpen) {
		t.Errorf("at first: %v", all)
	}
	s.book(one, 3, "Visiteuse Inventée")
	if changed := got.next(); len(changed) != 1 || changed[first].Free != 5 {
		t.Errorf("after a booking: %v", changed)
	}
	s.visitor().get("/evenements/999999/places").tells(t, 404)
}

// Streams end when the program gets the signal to stop, long before a shutdown would break them.
func TestStreamsEndWithTheProgram(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	opening.Slot("2027-04-10", 600, 660, 8)
	s.site.Public.Refresh(t.Context())
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := work.Go(func() error { return Server{Handler: s.handler, Log: s.site.Log}.Serve(ctx, l) })
	got := s.stream(t.Context(), "http://"+l.Addr().String(), fmt.Sprintf("/evenements/%d/places", opening.ID))
	if first := got.next(); len(first) != 1 {
		t.Fatalf("at first: %d %v", got.answer.StatusCode, first)
	}
	stop()
	if more := got.next(); more != nil {
		t.Errorf("after the end: %v", more)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("a stream kept the program from ending: %v", err)
		}
	case <-time.After(5 * time.Minute):
		t.Error("a stream keeps the program running")
	}
}
