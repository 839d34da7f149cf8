package links

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"testing"
)

func made(t *testing.T, base string, secret []byte) Links {
	t.Helper()
	l, err := New(base, secret)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTokensDiffer(t *testing.T) {
	l := made(t, "https://jema.example.fr/", bytes.Repeat([]byte{7}, SecretBytes))
	other := made(t, "https://jema.example.fr", bytes.Repeat([]byte{8}, SecretBytes))
	seen := map[string]string{}
	for name, token := range map[string]string{
		"booking 12":              l.ManageToken("12", 1),
		"booking 12, revoked":     l.ManageToken("12", 2),
		"booking 1, generation 2": l.ManageToken("1", 2),
		"sign-in 12":              l.SignInToken(12),
		"another instance":        other.ManageToken("12", 1),
	} {
		if was, twice := seen[token]; twice {
			t.Errorf("%s and %s have the same token", name, was)
		}
		seen[token] = name
		raw, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || len(raw) < 16 {
			t.Errorf("%s: token %q holds %d bytes (%v), want 16 or more", name, token, len(raw), err)
		}
	}
	if l.ManageToken("12", 1) != l.ManageToken("12", 1) {
		t.Error("a token must be the same whenever it is made")
	}
}

func TestAddresses(t *testing.T) {
	l := made(t, "http://127.0.0.1:8080/", bytes.Repeat([]byte{7}, SecretBytes))
	for got, want := range map[string]string{
		l.Booking("abc"): "http://127.0.0.1:8080/r/abc",
		l.SignIn("abc"):  "http://127.0.0.1:8080/connexion/abc",
		l.Opening(7):     "http://127.0.0.1:8080/evenements/7",
		l.OwnOpening(7):  "http://127.0.0.1:8080/mon-evenement/7",
		l.Host():         "127.0.0.1",
		l.Base():         "http://127.0.0.1:8080",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if want := sha256.Sum256([]byte("abc")); !bytes.Equal(Hash("abc"), want[:]) {
		t.Error("Hash is not the SHA-256 of the token")
	}
}

// Only letters prove that their reader has the contact: the link that is shown
// to whoever books does not.
func TestALetterProvesItsReader(t *testing.T) {
	l := made(t, "https://jema.example.fr", bytes.Repeat([]byte{7}, SecretBytes))
	token := l.ManageToken("12", 1)
	proof := l.LetterProof(token)
	if want := l.Booking(token) + "?lettre=" + proof; l.Mailed(token) != want {
		t.Errorf("mailed as %q, want %q", l.Mailed(token), want)
	}
	if !l.ByLetter(token, proof) || len(proof) < 8 {
		t.Errorf("the proof %q is none", proof)
	}
	for name, no := range map[string]string{"nothing": "", "the token": token, "the token's beginning": token[:10],
		"another's": l.LetterProof(l.ManageToken("12", 2))} {
		if l.ByLetter(token, no) {
			t.Errorf("%s proves it", name)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	good := NewSecret()
	if bytes.Equal(good, NewSecret()) {
		t.Fatal("two secrets are the same")
	}
	for name, try := range map[string]struct {
		base   string
		secret []byte
	}{
		"no scheme":    {"jema.example.fr", good},
		"no host":      {"https://", good},
		"not a page":   {"ftp://jema.example.fr", good},
		"short secret": {"https://jema.example.fr", good[:31]},
	} {
		if _, err := New(try.base, try.secret); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
