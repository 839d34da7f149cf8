package jema_test

import (
	"errors"
	"testing"

	"jema/internal/jema"
)

func TestSMSURL(t *testing.T) {
	for address, shown := range map[string]string{
		"":                        "",
		"https://sms.example.org": "https://sms.example.org/…",
		"http://jema:secret@sms.example.org:8080/send?key=secret": "http://sms.example.org:8080/…",
		"https://[::1]:9/x": "https://[::1]:9/…",
	} {
		if err := jema.CheckSMSURL(address); err != nil {
			t.Errorf("%q: %v", address, err)
		}
		if got := (jema.Territory{SMSURL: address}).Gateway(); got != shown {
			t.Errorf("%q is shown as %q, want %q", address, got, shown)
		}
	}
	for _, address := range []string{"sms.example.org", "ftp://sms.example.org", "https://", "https:///send", "https://sms.example.org/a b", "https://%zz", "javascript:alert(1)", " https://sms.example.org"} {
		if err := jema.CheckSMSURL(address); !errors.Is(err, jema.ErrSMSURL) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
