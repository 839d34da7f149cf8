package jema

import (
	"strings"
	"testing"
)

func TestCheckCall(t *testing.T) {
	for _, outcome := range CallOutcomes {
		if err := CheckCall(outcome, strings.Repeat("é", CallNoteMax)); err != nil {
			t.Errorf("%s: %v", outcome, err)
		}
	}
	if KindOf(CheckCall("engaged", "")) != KindInvalid ||
		KindOf(CheckCall(CallReached, strings.Repeat("é", CallNoteMax+1))) != KindInvalid {
		t.Error("an outcome nobody knows, or a novel, is taken")
	}
	if !CallReached.Informs() || !CallLeftMessage.Informs() || CallNoAnswer.Informs() || CallWrongNumber.Informs() {
		t.Error("who knows after a call, and who does not")
	}
}

func TestNextCall(t *testing.T) {
	for now, want := range map[string]string{
		"2027-03-01 09:00:00": "2027-03-01 11:00:00",
		"2027-03-01 19:00:00": "2027-03-02 09:00:00",
		"2027-03-27 19:59:00": "2027-03-28 09:59:00",
	} {
		if got := NextCall(inParis(t, now), inParis(t, now).Location()); !got.Equal(inParis(t, want)) {
			t.Errorf("no answer at %s: again at %v, want %s", now, got, want)
		}
	}
}

// mobiles are numbers as text.Phone writes them and as people do; "" is what
// no SMS reaches.
var mobiles = map[string]string{
	"06 12 34 56 78": "+33612345678", "07 12 34 56 78": "+33712345678", "+33612345678": "+33612345678",
	"06.12.34.56.78": "+33612345678",
	"04 65 71 00 12": "", "+41791234567": "", "06 12 34 56 7": "", "": "", "+33 4 65 71 00 12": "", "+3361234567": "",
	"06+12345678": "",
}

func TestMobile(t *testing.T) {
	for phone, want := range mobiles {
		if got, ok := Mobile(phone); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", phone, got, ok, want)
		}
	}
}
