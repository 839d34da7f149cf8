package torture

import (
	"context"
	"fmt"
	"math/rand/v2"

	"jema/internal/jema"
	"jema/internal/work"
)

// Book makes a booking: Engine.Book, or a proxy for it.
type Book func(ctx context.Context, r jema.BookingRequest) (jema.BookingAnswer, error)

// Request returns the request that a line of a journal describes.
func Request(slot jema.SlotID, key string, party int, wait bool) jema.BookingRequest {
	return jema.BookingRequest{SlotID: slot, Key: key, PartySize: party, Wait: wait, Name: "Visiteuse Inventée",
		Email: key + "@example.org", Language: "fr", Origin: jema.OriginAPI}
}

// Load is many concurrent clients, each of which sends its next request as soon
// as the last one was answered. One request in ten is sent twice at the same
// time.
type Load struct {
	Book    Book
	Journal *Journal
	Slots   []jema.SlotID
	Clients int
	Most    int    // requests a client makes; 0: until the context ends
	One     bool   // everybody comes alone and nobody would wait
	Name    string // begins every key
	Seed    uint64
}

// Run returns when all clients are done, with the first error of writing the journal.
// Requests that were sent before ctx ended are still answered.
func (l Load) Run(ctx context.Context) error {
	failed := make([]error, l.Clients)
	var wg work.Group
	for client := range l.Clients {
		wg.Go(func() { failed[client] = l.client(ctx, client) })
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

func (l Load) client(ctx context.Context, client int) error {
	random := rand.New(rand.NewPCG(l.Seed, uint64(client))) //nolint:gosec // chance that can be repeated, not a secret
	for n := 0; (l.Most == 0 || n < l.Most) && ctx.Err() == nil; n++ {
		r := Request(l.Slots[random.IntN(len(l.Slots))], fmt.Sprintf("%s-%d-%d", l.Name, client, n), 1+random.IntN(3),
			random.IntN(2) == 0)
		if l.One {
			r.PartySize, r.Wait = 1, false
		}
		if err := l.Journal.Requested(r); err != nil {
			return err
		}
		times := 1
		if random.IntN(10) == 0 {
			times = 2
		}
		if err := l.send(context.WithoutCancel(ctx), r, times); err != nil {
			return err
		}
	}
	return nil
}

// send sends one request, several times at once.
func (l Load) send(ctx context.Context, r jema.BookingRequest, times int) error {
	told := make([]<-chan error, times)
	for i := range told {
		told[i] = work.Go(func() error {
			answer, err := l.Book(ctx, r)
			return l.Journal.Answered(r, answer, err)
		})
	}
	var failed error
	for _, t := range told {
		if err := <-t; err != nil {
			failed = err
		}
	}
	return failed
}

// Settle sends every request again that has no answer, and records the answers.
func Settle(ctx context.Context, book Book, j *Journal, lines []Line) error {
	for _, l := range unanswered(lines) {
		answer, err := book(ctx, l.request())
		if err := j.Answered(l.request(), answer, err); err != nil {
			return err
		}
	}
	return nil
}

func unanswered(lines []Line) (open []Line) {
	answered := map[string]bool{}
	for _, l := range lines {
		answered[l.Key] = answered[l.Key] || l.Answer != "" && l.Answer != Unknown
	}
	for _, l := range lines {
		if !answered[l.Key] {
			answered[l.Key] = true
			open = append(open, l)
		}
	}
	return open
}
