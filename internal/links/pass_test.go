package links

import (
	"bytes"
	"jema/internal/jema"
	"strings"
	"testing"
)

func TestPassesLeadToTheirBookingAlone(t *testing.T) {
	l := made(t, "https://jema.example.fr", bytes.Repeat([]byte{7}, SecretBytes))
	other := made(t, "https://jema.example.fr", bytes.Repeat([]byte{8}, SecretBytes))
	for _, id := range []jema.BookingID{1, 35, 36, 123456789, 1<<63 - 1} {
		code := l.PassCode(id)
		for _, typed := range []string{code, strings.ToLower(code)} {
			if got, ok := l.PassBooking(typed); !ok || got != id {
				t.Errorf("%s leads to %d, %v, want %d", typed, got, ok, id)
			}
		}
		if _, ok := other.PassBooking(code); ok {
			t.Errorf("another instance takes %s", code)
		}
		seal := code[len(code)-passLength:]
		for _, forged := range []string{"", seal, "0" + code, "2Z" + seal, code + "A", code[:len(code)-1], code[1:], "-1" +
			seal, "é" + seal} {
			if got, ok := l.PassBooking(forged); ok {
				t.Errorf("%q leads to %d", forged, got)
			}
		}
	}
	if got := l.Pass(12); got != "https://jema.example.fr/p/"+l.PassCode(12) {
		t.Errorf("the page is %s", got)
	}
}
