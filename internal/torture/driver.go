package torture

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"syscall"

	"github.com/lib/pq"
)

// Faulty is a database driver in which every call can be made to fail: opening
// a connection, beginning a transaction, preparing, executing or querying a
// statement, reading a row, committing, rolling back.
type Faulty struct {
	driver.Connector
	points *Points
}

// NewFaulty returns a way to the database of dsn, through lib/pq, whose calls
// are counted by points.
func NewFaulty(dsn string, points *Points) (*Faulty, error) {
	c, err := pq.NewConnector(dsn)
	return &Faulty{c, points}, err
}

// The errors of a failing call: either the server lacks a resource and has done
// nothing, or the connection is gone and the outcome is unknown.
var (
	errDeclined = &pq.Error{Severity: "ERROR", Code: "53200", Message: "out of memory, says the ordeal"}
	errLost     = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
)

// callError returns the error that the caller of a failing call gets.
func callError(m Manner) error {
	switch m {
	case Declined:
		return errDeclined
	case Lied:
		return driver.ErrBadConn
	case Lost:
	}
	return errLost
}

// Connect opens a connection, unless that is the call that fails.
func (f *Faulty) Connect(ctx context.Context) (driver.Conn, error) {
	if fails, m := f.points.Pass("connect", false); fails {
		return nil, callError(m)
	}
	c, err := f.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &faultyConn{whole: c.(whole), points: f.points}, nil
}

// whole is every interface of lib/pq's connection that database/sql uses.
type whole interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.NamedValueChecker
}

// faultyConn is a connection, dead once a call on it was lost.
type faultyConn struct {
	whole
	points *Points
	dead   bool
	reads  bool // in a transaction that only reads
}

// call does something unless it is what fails: then it is not done, or done
// and not heard of.
func (c *faultyConn) call(name string, do func() error) error {
	if c.dead {
		return driver.ErrBadConn
	}
	fails, m := c.points.Pass(name, !c.reads && name != "row")
	if !fails {
		return do()
	}
	if m != Declined {
		_ = do() // what it says is what is lost
		c.die()
	}
	return callError(m)
}

func (c *faultyConn) die() {
	c.dead = true
	_ = c.whole.Close()
}

func (c *faultyConn) IsValid() bool { return !c.dead && c.whole.IsValid() }

func (c *faultyConn) ResetSession(ctx context.Context) error {
	if c.dead {
		return driver.ErrBadConn
	}
	return c.whole.ResetSession(ctx)
}

func (c *faultyConn) Close() error {
	if c.dead {
		return nil
	}
	return c.whole.Close()
}

func (c *faultyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	var s driver.Stmt
	err := c.call("prepare", func() (err error) { s, err = c.whole.PrepareContext(ctx, query); return err })
	if err != nil {
		return nil, err
	}
	return &faultyStmt{s.(wholeStmt), c}, nil
}

func (c *faultyConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	c.reads = o.ReadOnly
	var t driver.Tx
	err := c.call("begin", func() (err error) { t, err = c.whole.BeginTx(ctx, o); return err })
	if err != nil {
		return nil, err
	}
	return faultyTx{t, c}, nil
}

func (c *faultyConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (r driver.Result,
	err error) {
	return c.exec(func() (driver.Result, error) { return c.whole.ExecContext(ctx, query, args) })
}

func (c *faultyConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return c.query(func() (driver.Rows, error) { return c.whole.QueryContext(ctx, query, args) })
}

func (c *faultyConn) exec(do func() (driver.Result, error)) (r driver.Result, err error) {
	err = c.call("exec", func() (err error) { r, err = do(); return err })
	if err != nil {
		return nil, err
	}
	return r, nil
}

// query fails as a driver does. A lost query has reached the server, which
// executes it and cannot deliver the rows.
func (c *faultyConn) query(do func() (driver.Rows, error)) (driver.Rows, error) {
	var r driver.Rows
	err := c.call("query", func() (err error) { r, err = do(); return err })
	if err != nil {
		return nil, err
	}
	return &faultyRows{r, c}, nil
}

type wholeStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type faultyStmt struct {
	wholeStmt
	c *faultyConn
}

func (s *faultyStmt) Close() error {
	if s.c.dead {
		return nil
	}
	return s.wholeStmt.Close()
}

func (s *faultyStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.c.exec(func() (driver.Result, error) { return s.wholeStmt.ExecContext(ctx, args) })
}

func (s *faultyStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.c.query(func() (driver.Rows, error) { return s.wholeStmt.QueryContext(ctx, args) })
}

type faultyRows struct {
	driver.Rows
	c *faultyConn
}

func (r *faultyRows) Next(dest []driver.Value) error {
	return r.c.call("row", func() error { return r.Rows.Next(dest) })
}

func (r *faultyRows) Close() error {
	if r.c.dead {
		return nil
	}
	return r.Rows.Close()
}

type faultyTx struct {
	driver.Tx
	c *faultyConn
}

// Commit that is refused has rolled back, as Postgres does.
func (t faultyTx) Commit() error {
	err := t.c.call("commit", t.Tx.Commit)
	t.c.reads = false
	switch {
	case err == nil:
		t.c.points.afterCommit()
	case errors.Is(err, errDeclined):
		_ = t.Tx.Rollback() // the refusal is what is told
	}
	return err
}

// Rollback cannot be refused by a server that lives: its connection goes.
func (t faultyTx) Rollback() error {
	err := t.c.call("rollback", t.Tx.Rollback)
	t.c.reads = false
	if errors.Is(err, errDeclined) {
		t.c.die()
	}
	return err
}
