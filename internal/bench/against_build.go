package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// startLimit is how long a program may take until its first page.
const startLimit = 2 * time.Minute

// build is a version of the program on a demonstration of its own.
type build struct {
	program, dsn, addr string
	process            *exec.Cmd
	output             bytes.Buffer // of the running process, for an error
	dir                string       // for what it writes
	slots              []int64      // that take bookings
	commune            string       // the one with most events
	opening            int64        // an event to look at
}

// demonstrate makes a database, loads the program's demonstration and leaves it
// running. Its slots take as many people as the measure sends.
func (g *Ground) demonstrate(ctx context.Context, name, program string) (r *build, err error) {
	r = &build{program: program}
	if r.program, err = filepath.Abs(program); err != nil {
		return nil, err
	}
	if r.dsn, err = g.create(ctx, name); err != nil {
		return nil, err
	}
	if r.dir, err = os.MkdirTemp("", "jema-against-"); err != nil {
		return nil, err
	}
	if out, err := r.command(ctx, "migrate").CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("migrate: %w: %s", err, lastLine(string(out))), r.stop())
	}
	if err := r.start(ctx); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	if err := r.choose(ctx); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	return r, nil
}

func (r *build) command(ctx context.Context, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, r.program, args...) //nolint:gosec // the program that is to be measured
	command.Env = append(os.Environ(), "DATABASE_URL="+r.dsn, "JEMA_SECRET="+strings.Repeat("7", 64))
	command.Dir = r.dir
	return command
}

// start runs the demonstration and waits for its first page.
func (r *build) start(ctx context.Context) error {
	free, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	r.addr = free.Addr().String()
	if err := free.Close(); err != nil {
		return err
	}
	args := []string{"demo", "--data", r.dir, "--addr", r.addr}
	if help, _ := r.command(ctx, "demo", "--help").CombinedOutput(); bytes.Contains(help, []byte("--client-bookings")) {
		args = append(args, "--client-bookings", "0")
	}
	r.output.Reset()
	r.process = r.command(context.WithoutCancel(ctx), args...)
	r.process.Stdout, r.process.Stderr = &r.output, &r.output
	if err := r.process.Start(); err != nil {
		return err
	}
	return r.wait(ctx)
}

// wait returns when the program has answered with its first page.
func (r *build) wait(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, startLimit)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+r.addr+"/", nil)
	if err != nil {
		return err
	}
	for {
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		if err := ctx.Err(); err != nil {
			err = errors.Join(err, r.halt()) // nothing is written any more to what is read below
			return fmt.Errorf("not ready: %w: %s", err, lastLine(r.output.String()))
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// halt ends the running program as an operator does.
func (r *build) halt() error {
	if r.process == nil || r.process.Process == nil {
		return nil
	}
	process := r.process
	r.process = nil
	if err := process.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	_ = waitOrKill(process, time.Minute) // its status after a signal is no figure
	return nil
}

func (r *build) stop() error { return errors.Join(r.halt(), os.RemoveAll(r.dir)) }

// restart measures how often a second the program could start on a database
// that is there.
func (r *build) restart(ctx context.Context) (float64, error) {
	if err := r.halt(); err != nil {
		return 0, err
	}
	begun := time.Now()
	err := r.start(ctx)
	return 1 / time.Since(begun).Seconds(), err
}

// print measures how often a second all programmes could be made, the start of
// the program included.
func (r *build) print(ctx context.Context) (float64, error) {
	begun := time.Now()
	out, err := r.command(ctx, "programme", "--all", "-o", filepath.Join(r.dir, "programmes")).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("programme --all: %w: %s", err, lastLine(string(out)))
	}
	return 1 / time.Since(begun).Seconds(), nil
}

// choose makes room in every slot of every bookable event and takes those that
// answer 201; it also picks the pages to look at.
func (r *build) choose(ctx context.Context) (err error) {
	db, err := sql.Open("postgres", r.dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := r.execute(ctx,
		`ALTER TABLE slot DROP CONSTRAINT slot_capacity_positive, ADD CONSTRAINT slot_capacity_positive CHECK (capacity
			>= 1)`,
		`UPDATE slot SET capacity = 100000000`,
		`CREATE FUNCTION bench_hold() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN NEW.due_at := NEW.due_at + interval '1 day'; RETURN NEW; END $$`,
		`CREATE TRIGGER bench_hold BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION bench_hold()`,
	); err != nil {
		return err
	}
	var all []int64
	if err := db.QueryRowContext(ctx, `SELECT array_agg(s.id ORDER BY s.id) FROM slot s JOIN opening o ON o.id =
		s.opening_id
		WHERE o.state = 'approved'`).Scan(pq.Array(&all)); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, `SELECT commune_insee, min(id) FROM opening WHERE state = 'approved'
		GROUP BY commune_insee ORDER BY count(*) DESC, commune_insee LIMIT 1`).Scan(&r.commune, &r.opening); err != nil {
		return err
	}
	return r.bookable(ctx, all)
}

// sending runs a measure while letters leave, and afterwards forgets those that
// have not left.
func (r *build) sending(ctx context.Context, measure func() error) error {
	if err := r.execute(ctx, `ALTER TABLE message DISABLE TRIGGER bench_hold`); err != nil {
		return err
	}
	err := measure()
	return errors.Join(err, r.execute(ctx, `ALTER TABLE message ENABLE TRIGGER bench_hold`, `TRUNCATE message CASCADE`))
}

func (r *build) execute(ctx context.Context, statements ...string) (err error) {
	db, err := sql.Open("postgres", r.dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, statement := range statements {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (r *build) bookable(ctx context.Context, all []int64) error {
	l, err := dial(ctx, r.addr)
	if err != nil {
		return err
	}
	defer l.close()
	for _, slot := range all {
		answer, err := l.send(wish{slot: slot, key: fmt.Sprint("choix-", slot), party: 1}.request(r.addr))
		if err != nil {
			return err
		}
		if answer.status == http.StatusCreated {
			r.slots = append(r.slots, slot)
		}
	}
	if len(r.slots) == 0 {
		return errors.New("no slot of the demonstration takes a booking")
	}
	return nil
}
