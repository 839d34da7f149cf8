package visitor

import "testing"

// One client cannot take the streams of all others, and each that ends gives its place back.
func TestStreamsAreBounded(t *testing.T) {
	s := newStreams(3, 2)
	for i, step := range []struct {
		client string
		want   bool
	}{{"192.0.2.1", true}, {"192.0.2.1", true}, {"192.0.2.1", false}, {"192.0.2.2", true}, {"192.0.2.3", false}} {
		if got := s.begin(step.client); got != step.want {
			t.Errorf("stream %d, of %s: %v", i, step.client, got)
		}
	}
	s.end("192.0.2.1")
	if !s.begin("192.0.2.3") {
		t.Error("a stream that ended still has its place")
	}
	for _, client := range []string{"192.0.2.1", "192.0.2.2", "192.0.2.3"} {
		s.end(client)
	}
	if s.all != 0 || len(s.open) != 0 {
		t.Errorf("%d streams of %v are left", s.all, s.open)
	}
}

// A state of the public pages is read once by a stream, however often it looks.
func TestAStateIsReadOnce(t *testing.T) {
	w := watched{opening: 1}
	if got := w.news(nil); got != "event: places\ndata: {}\n\n" {
		t.Errorf("first: %q", got)
	}
	if n := testing.AllocsPerRun(10, func() { _ = w.news(nil) }); n > 0 {
		t.Errorf("the same state again allocates %.0f times", n)
	}
}
