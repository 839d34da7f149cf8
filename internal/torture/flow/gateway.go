package flow

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"

	"jema/internal/mail"
	"jema/internal/torture"
)

// gateway takes SMS over and counts each call as a point: one that fails is
// refused, or taken and never answered.
type gateway struct {
	server *httptest.Server
	points *torture.Points
	mu     sync.Mutex
	taken  []mail.SMS
}

func newGateway(points *torture.Points) *gateway {
	g := &gateway{points: points}
	g.server = httptest.NewServer(http.HandlerFunc(g.take))
	return g
}

func (g *gateway) take(w http.ResponseWriter, r *http.Request) {
	fails, m := g.points.Pass("sms", true)
	if fails && m == torture.Declined {
		http.Error(w, "later", http.StatusServiceUnavailable)
		return
	}
	var s mail.SMS
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if !fails || m == torture.Lost {
		g.mu.Lock()
		g.taken = append(g.taken, s)
		g.mu.Unlock()
	}
	if fails {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(http.StatusAccepted)
}

func (g *gateway) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.taken = nil
}

// ids are those of what was taken, as often as it was.
func (g *gateway) ids() (list []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, s := range g.taken {
		list = append(list, s.ID)
	}
	return list
}

func (g *gateway) end() error {
	g.server.Close()
	return nil
}
