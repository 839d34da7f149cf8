package torture

import "sync"

// Manner is how a call fails.
type Manner int

// The manners. Declined: the call returns an error and does nothing. Lost: the
// call takes effect, and its answer never arrives. Lied: the call takes effect,
// but the driver reports that it did not (driver.ErrBadConn), as lib/pq does
// when the server closes a connection cleanly.
const (
	Declined Manner = iota
	Lost
	Lied
)

// Manners are all of them.
var Manners = []Manner{Declined, Lost, Lied}

func (m Manner) String() string { return [...]string{"declined", "lost", "lied"}[m] }

// Points counts the calls a program makes to what is outside it, the database
// and the mail server alike, and lets one of them fail. It is safe for
// concurrent use. Disarmed, it lets everything pass.
type Points struct {
	mu        sync.Mutex
	armed     bool
	at        int
	manner    Manner
	seen      []Call
	failed    string
	committed func()
}

// Call is one call to what is outside.
type Call struct {
	Name    string
	Changes bool // it may change something there, or commit such a change
}

// Arm begins to count, and makes the n-th call from here on fail; 0 makes none.
// committed, if given, is called after each commit that succeeded.
func (p *Points) Arm(n int, m Manner, committed func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.armed, p.at, p.seen, p.manner, p.failed, p.committed = true, n, nil, m, "", committed
}

// Disarm ends the counting and returns the calls there were, and which one
// failed, "" if none did.
func (p *Points) Disarm() (calls []Call, failed string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.armed = false
	return p.seen, p.failed
}

// Pass counts one call and reports whether it is the one that fails.
func (p *Points) Pass(call string, changes bool) (fails bool, m Manner) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.armed {
		return false, 0
	}
	p.seen = append(p.seen, Call{call, changes})
	if len(p.seen) != p.at {
		return false, 0
	}
	p.failed = call
	return true, p.manner
}

func (p *Points) afterCommit() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.armed && p.committed != nil {
		p.committed()
	}
}
