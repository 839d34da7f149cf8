package flow_test

import (
	"bytes"
	"os"
	"testing"

	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres/storetest"
	"jema/internal/torture/flow"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

// workers are how many walk at once, each on a database of its own: what they
// wait for is mostly each other's database.
const workers = 4

func databases(t *testing.T, n int) (list []string) {
	t.Helper()
	for range n {
		list = append(list, pgtest.DSN(t))
	}
	return list
}

// Every call to the database and to the mail server, in everything that happens
// to a booking, fails once. Nothing may be lost, doubled, half done or
// oversold, and no answer may be false. The long form fails each call in every
// manner; here the manners take turns, and of the calls that only read one in
// five fails.
func TestEveryCallFailsOnce(t *testing.T) {
	var journal bytes.Buffer
	o := flow.Ordeal{DSNs: databases(t, workers), Journal: &journal, Quick: true}
	report, err := o.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range report.Findings {
		t.Error(finding)
	}
	if !report.Holds() || report.Flows < 40 || report.Faults < 600 || report.Acknowledged < 20 || report.Excused < 400 {
		t.Errorf("%+v", report)
	}
	if told, err := flow.Acknowledged(&journal); err != nil || told != report.Acknowledged {
		t.Errorf("the journal says that %d were acknowledged, the report %d: %v", told, report.Acknowledged, err)
	}
	report.Findings = nil
	t.Logf("%+v", report)
}

// The same walk over a booking that is three writes, each for itself and under
// no key, must find it half done and doubled; and over a sender that marks what
// it has not sent yet, lost. Else the walk above proves nothing.
func TestControlWithoutGuardsIsFoundOut(t *testing.T) {
	o := flow.Ordeal{DSNs: databases(t, 1), Control: true}
	report, err := o.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if report.Holds() || report.Doubled == 0 || report.Lost == 0 || report.HalfDone == 0 || report.Broken == 0 {
		t.Errorf("%+v", report)
	}
	t.Logf("control: %d faults, %d lost, %d doubled, %d half done, %d rows break an invariant", report.Faults, report.Lost,
		report.Doubled, report.HalfDone, report.Broken)
}
