package web

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/postgres/storetest"
)

// safeLog is a log that may be read while it is written.
type safeLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *safeLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *safeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// inFreeze calls do whenever the job of a freeze, and nothing else, reads the
// clock.
func (s *testSite) inFreeze(do func()) {
	s.setClock(func() time.Time {
		if strings.Contains(string(debug.Stack()), ".freezeAll(") {
			do()
		}
		return storetest.Now
	})
}

func (v *browser) awaitFreeze(t *testing.T) {
	t.Helper()
	goesOn := func() bool {
		page := v.get(printingPath).page
		// a second one names a stop
		return page.Find("#avancement").Length() > 0 && page.Find(`div[role="status"] > p`).Length() == 1
	}
	for begun := time.Now(); goesOn(); time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > 2*time.Minute {
			t.Fatal("the freeze does not end")
		}
	}
}

// TestFreezePanics: a freeze that panics behind its page does not end the
// server. The page shows that it stopped, the same button goes on with it, and
// the stack is in the log alone.
func TestFreezePanics(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	var log safeLog
	s.site.Log = slog.New(slog.NewTextHandler(&log, nil))
	var broken atomic.Bool
	broken.Store(true)
	s.inFreeze(func() {
		if broken.Load() {
			panic("thrown by a clock")
		}
	})
	v.post(printingPath+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	v.awaitFreeze(t)
	page := v.get(printingPath).wants(t, http.StatusOK)
	page.says(t, "s’est arrêté avant la fin")
	page.says(t, "Reprendre le bouclage")
	if strings.Contains(page.body, "thrown") || !strings.Contains(log.String(), "thrown by a clock") ||
		!strings.Contains(log.String(), "freezeAll") {
		t.Errorf("logged: %s", log.String())
	}
	broken.Store(false)
	v.post(printingPath+"/bouclage", url.Values{}).wants(t, http.StatusSeeOther)
	v.awaitFreeze(t)
	if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err != nil || len(made) != 1 ||
		made[0].EndedAt == nil {
		t.Errorf("taken up again: %+v, %v", made, err)
	}
}

// TestFreezeIsWaitedFor when the program stops, as long as there is time.
func TestFreezeIsWaitedFor(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	entered, gate := make(chan struct{}), make(chan struct{})
	var once sync.Once
	s.inFreeze(func() {
		once.Do(func() { close(entered) })
		<-gate
	})
	v.post(printingPath+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	<-entered
	if n := v.get(printingPath).page.Find(`form[action="` + printingPath + `/bouclage"]`).Length(); n != 0 {
		t.Errorf("while it goes on, %d buttons begin another", n)
	}
	site := s.site.Kit
	short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := site.Finish(short); err == nil {
		t.Error("it is not waited for")
	}
	close(gate)
	if err := site.Finish(t.Context()); err != nil {
		t.Error(err)
	}
	if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err != nil || len(made) != 1 ||
		made[0].EndedAt == nil {
		t.Errorf("after the wait: %+v, %v", made, err)
	}
}

// TestEndingFreezeStops before its next programme, and is taken up again.
func TestEndingFreezeStops(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	organiser := s.organiser()
	v := s.as(organiser)
	if err := s.site.Finish(t.Context()); err != nil { // with no job under way: the next one meets a program that ends
		t.Fatal(err)
	}
	v.post(printingPath+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	v.awaitFreeze(t)
	if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err != nil || len(made) != 1 ||
		made[0].EndedAt != nil || made[0].Done != 0 {
		t.Errorf("while the program ends: %+v, %v", made, err)
	}
	next := s.beside(s.World).as(organiser) // the program after it
	next.post(printingPath+"/bouclage", url.Values{}).wants(t, http.StatusSeeOther)
	next.awaitFreeze(t)
	if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err != nil || len(made) != 1 ||
		made[0].EndedAt == nil {
		t.Errorf("taken up again: %+v, %v", made, err)
	}
}
