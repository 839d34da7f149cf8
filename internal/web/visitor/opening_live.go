package visitor

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

const (
	// liveMost is how many pages receive changes of places at once; others show them
	// when somebody comes back to them.
	liveMost = 500
	// liveEach is how many of them one client address may have.
	liveEach = 20
	// liveEvery is how often a stream looks for what has changed.
	liveEvery = time.Second
	// liveBeat is after how much silence a stream shows that it is still there.
	liveBeat = 20 * time.Second
	// liveLast is how long a stream lasts; the browser then opens another.
	liveLast = 30 * time.Minute
)

// LivePlaces sends the places that are left to pages while they are in sight.
type LivePlaces struct {
	*page.Kit
	streams *streams
}

// streams counts those that are open, by the address of the client.
type streams struct {
	lock       sync.Mutex
	open       map[string]int
	all        int
	most, each int // at once, and of one client
}

func newStreams(most, each int) *streams {
	return &streams{open: map[string]int{}, most: most, each: each}
}

// begin counts one more stream of a client, unless there are too many.
func (s *streams) begin(client string) (begun bool) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.all >= s.most || s.open[client] >= s.each {
		return false
	}
	s.all++
	s.open[client]++
	return true
}

// end gives the place of a client's stream back.
func (s *streams) end(client string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.all--
	if s.open[client]--; s.open[client] == 0 {
		delete(s.open, client)
	}
}

// livePlaces is what a page receives about one slot.
type livePlaces struct {
	Free  int            `json:"free"`
	State jema.SlotState `json:"state"`
}

// show streams the places that are left of an opening, by slot: all of them first,
// then those that changed, as server-sent events. It reads what the public pages show,
// so that a stream costs no statement.
func (h LivePlaces) show(c *gin.Context) error {
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	if _, err := h.Public.State(c.Request.Context()); err != nil {
		return err
	}
	if _, isThere := h.Ready().Entry(c, id); !isThere {
		return jema.NotFound("opening.missing")
	}
	client := h.ClientAddress(c.Request)
	if !h.streams.begin(client) {
		c.Header("Retry-After", "60")
		c.Status(http.StatusServiceUnavailable)
		return nil
	}
	defer h.streams.end(client)
	c.Header("Content-Type", "text/event-stream")
	c.Header("Cache-Control", "no-store")
	c.Header("X-Accel-Buffering", "no") // proxies send on what comes
	c.Status(http.StatusOK)
	if c.Request.Method != http.MethodHead {
		h.stream(c, id)
	}
	return nil
}

// stream writes until the browser leaves, the program stops, or liveLast has passed.
func (h LivePlaces) stream(c *gin.Context, id jema.OpeningID) {
	connection := http.NewResponseController(c.Writer)
	tick, end := time.NewTicker(liveEvery), time.NewTimer(liveLast)
	defer tick.Stop()
	defer end.Stop()
	w := watched{opening: id}
	for beat := time.Now(); ; {
		state, _ := h.Public.Current()
		words := w.news(state)
		if words == "" && time.Since(beat) >= liveBeat {
			words = ": \n\n" // a comment
		}
		if words != "" {
			beat = time.Now()
			_ = connection.SetWriteDeadline(beat.Add(liveBeat)) // a test's recorder has none
			if _, err := c.Writer.WriteString(words); err != nil {
				return // the browser has gone
			}
			c.Writer.Flush()
		}
		if c.GetHeader("Accept") != "text/event-stream" {
			return // whoever did not ask for a stream gets what is left now
		}
		select {
		case <-c.Request.Context().Done():
			return
		case <-page.Stopping(c.Request):
			return
		case <-end.C:
			return
		case <-tick.C:
		}
	}
}

// watched is an opening whose places a stream has sent, as they were in a state.
type watched struct {
	opening jema.OpeningID
	from    *public.State
	told    map[jema.SlotID]livePlaces
}

// news returns the event of what a state changes, "" for nothing. A state that was read
// is not read again.
func (w *watched) news(state *public.State) string {
	if w.told != nil && state == w.from {
		return ""
	}
	now := placesOf(state, w.opening)
	w.from = state
	if w.told != nil && maps.Equal(w.told, now) {
		return ""
	}
	words := event(w.told, now)
	w.told = now
	return words
}

// placesOf returns what the public pages show of an opening's slots for the public; empty
// where it is no longer on the site, and while there is no state.
func placesOf(state *public.State, id jema.OpeningID) map[jema.SlotID]livePlaces {
	list := map[jema.SlotID]livePlaces{}
	if state == nil {
		return list
	}
	entry, _ := state.Entry(id)
	for _, s := range entry.Slots {
		if s.Audience == jema.AudiencePublic {
			list[s.ID] = livePlaces{s.Free(state.Now), s.State(state.Now)}
		}
	}
	return list
}

// event is a server-sent event of the slots that changed.
func event(told, now map[jema.SlotID]livePlaces) string {
	changed := map[string]livePlaces{}
	for id, p := range now {
		if was, known := told[id]; !known || was != p {
			changed[strconv.FormatInt(int64(id), 10)] = p
		}
	}
	data, err := json.Marshal(changed)
	if err != nil {
		panic(err) // numbers and words
	}
	return fmt.Sprintf("event: places\ndata: %s\n\n", data)
}
