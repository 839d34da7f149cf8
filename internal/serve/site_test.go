package serve

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

var errUnfinished = errors.New("unfinished")

// behind is a handler behind which something goes on.
type behind struct{ http.Handler }

func (behind) Finish(context.Context) error { return errUnfinished }

// What a visitor sends wakes the senders once it is answered; what a visitor
// looks at does not.
func TestRequestsWakeTheSenders(t *testing.T) {
	answered, woken := false, 0
	n := nudging{behind{http.HandlerFunc(func(http.ResponseWriter, *http.Request) { answered = true })}, func() {
		if !answered {
			t.Error("woken before the answer")
		}
		woken++
	}}
	for method, want := range map[string]int{http.MethodGet: 0, http.MethodHead: 0, http.MethodPost: 1,
		http.MethodPut: 1, http.MethodDelete: 1} {
		answered, woken = false, 0
		n.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), method, "/", nil))
		if woken != want {
			t.Errorf("%s wakes the senders %d times, want %d", method, woken, want)
		}
	}
	if err := n.Finish(t.Context()); !errors.Is(err, errUnfinished) {
		t.Errorf("what goes on behind the pages is not waited for: %v", err)
	}
}
