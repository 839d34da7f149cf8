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
	for _, address := range []string{"sms.example.org", "ftp://sms.example.org", "https://", "https:///send",
		"https://sms.example.org/a b", "https://%zz", "javascript:alert(1)", " https://sms.example.org"} {
		if err := jema.CheckSMSURL(address); !errors.Is(err, jema.ErrSMSURL) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestSecurityContactIsWrittenAsRFC9116Does(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", " securite@example.org ": "mailto:securite@example.org", "mailto:a@example.org": "mailto:a@example.org",
		"https://example.org/faille": "https://example.org/faille", "tel:+33-4-65-71-00-99": "tel:+33-4-65-71-00-99",
	} {
		if got, err := jema.SecurityContact(typed); err != nil || got != want {
			t.Errorf("%q is written %q, %v", typed, got, err)
		}
	}
	for _, bad := range []string{"chez le maire", "http://example.org", "@example.org", "a@b@c", "https://", "tel:",
		"javascript:alert(1)", "a@b.fr\nExpires: never"} {
		if got, err := jema.SecurityContact(bad); !errors.Is(err, jema.ErrSecurityContact) {
			t.Errorf("%q is taken as %q, %v", bad, got, err)
		}
	}
}
