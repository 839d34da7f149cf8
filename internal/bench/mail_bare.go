package bench

import (
	"context"
	"errors"
	"fmt"
	"net/smtp"
	"sync/atomic"

	"jema/internal/work"
)

// bareLetters sends one and the same letter as often as letters demands, on connections
// that stay open, by the standard library's client: no database, nothing
// composed, nothing written down. It is what a sender is measured against.
func bareLetters(ctx context.Context, addr string, letter []byte, letters, connections int) error {
	var next atomic.Int64
	failed := make([]<-chan error, connections)
	for i := range failed {
		failed[i] = work.Go(func() error {
			client, err := smtp.Dial(addr)
			if err != nil {
				return err
			}
			for n := next.Add(1); n <= int64(letters) && ctx.Err() == nil; n = next.Add(1) {
				if err := bareLetter(client, n, letter); err != nil {
					return errors.Join(err, client.Close())
				}
			}
			return errors.Join(ctx.Err(), client.Quit())
		})
	}
	var err error
	for _, f := range failed {
		err = errors.Join(err, <-f)
	}
	return err
}

func bareLetter(client *smtp.Client, n int64, letter []byte) error {
	if err := client.Mail("contact@example.org"); err != nil {
		return err
	}
	if err := client.Rcpt(fmt.Sprintf("v%d@example.org", n)); err != nil {
		return err
	}
	w, err := client.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(letter); err != nil {
		return err
	}
	return w.Close()
}
