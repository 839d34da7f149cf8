package main

import (
	"os"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"jema/internal/postgres"
)

// typing gives what somebody types, or pipes in, to the next commands.
func (s shell) typing(line string) {
	s.t.Helper()
	in, err := os.Open(s.file("typed", []byte(line+"\n")))
	if err != nil {
		s.t.Fatal(err)
	}
	was := os.Stdin
	os.Stdin = in
	s.t.Cleanup(func() { os.Stdin = was; _ = in.Close() })
}

func TestTerritorySettings(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo", "--base-url", "https://jema.example.org")
	s.run(0, "territory", "add", "Autre Agglo")
	const none = "autre-agglo           Autre Agglo           –                         Par réseau : 80 en 10 min  SMS " +
		": –  Failles : –\n" +
		"valence-romans-agglo  Valence Romans Agglo  https://jema.example.org  Par réseau : 80 en 10 min  SMS : –  " +
		"Failles : –\n"
	if out, _ := s.run(0, "territory", "list"); out != none {
		t.Errorf("the listing:\n%s", out)
	}
	set := []string{"territory", "set", "--territory", "valence-romans-agglo", "--sms-url"}
	const address = "https://jema:secret@sms.example.org/send?key=secret"
	for _, given := range []string{address, "-"} {
		s.typing(address)
		out, errOut := s.run(0, append(set, given)...)
		if !strings.HasSuffix(out, "SMS : https://sms.example.org/…  Failles : –\n") ||
			strings.Contains(out+errOut, "secret") {
			t.Errorf("set by %q:\n%s%s", given, out, errOut)
		}
	}
	if out, _ := s.run(0, "territory", "list"); strings.Contains(out, "secret") ||
		strings.Count(out, "sms.example.org/…") != 1 {
		t.Errorf("the listing:\n%s", out)
	}
	for _, bad := range []string{"sms.example.org", "ftp://sms.example.org", "https://sms example.org"} {
		if _, errOut := s.run(1, append(set, bad)...); strings.Count(errOut, "\n") != 1 ||
			!strings.Contains(errOut, "commence par https:// ou http://") {
			t.Errorf("%q: %s", bad, errOut)
		}
	}
	if _, errOut := s.run(1, "territory", "set", "--sms-url", address); strings.Count(errOut, "\n") != 1 {
		t.Errorf("of which territory: %s", errOut)
	}
	s.run(0, append(set, "")...)
	if out, _ := s.run(0, "territory", "list"); out != none {
		t.Errorf("without a gateway again:\n%s", out)
	}
}

func TestTerritorySecurityContact(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	out, _ := s.run(0, "territory", "set", "--security-contact", "securite@example.org")
	if !strings.HasSuffix(out, "Failles : mailto:securite@example.org\n") {
		t.Errorf("set: %s", out)
	}
	if _, errOut := s.run(1, "territory", "set", "--security-contact", "chez le maire"); strings.Count(errOut, "\n") != 1 {
		t.Errorf("no address: %s", errOut)
	}
	if _, errOut := s.run(2, "territory", "set"); strings.Count(errOut, "\n") != 1 ||
		!strings.Contains(errOut, "au moins un réglage") {
		t.Errorf("nothing to set: %s", errOut)
	}
	if out, _ = s.run(0, "territory", "set", "--security-contact", ""); !strings.HasSuffix(out, "Failles : –\n") {
		t.Errorf("none any more: %s", out)
	}
}

func TestTheLimitOfANetworkIsASetting(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	for n, shown := range map[string]string{"12": "12 en 10 min", "0": "sans limite"} {
		if out, _ := s.run(0, "territory", "set", "--client-bookings", n); !strings.Contains(out,
			"Par réseau : "+shown+"  ") {
			t.Errorf("%s: %s", n, out)
		}
	}
	for _, bad := range []string{"-1", "1000000"} {
		if _, errOut := s.run(1, "territory", "set", "--client-bookings="+bad); strings.Count(errOut, "\n") != 1 ||
			!strings.Contains(errOut, "entre 0") {
			t.Errorf("%q: %s", bad, errOut)
		}
	}
}

func TestUserPassword(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	s.typing("un premier mot de passe")
	s.run(0, "user", "add", "organisation@example.org")
	s.run(0, "user", "add", "artisan@example.org", "--role", "artisan")
	s.typing("un autre mot de passe")
	if out, _ := s.run(0, "user", "password", "Organisation@example.org"); out != "organisation@example.org\n" {
		t.Errorf("printed %q", out)
	}
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	territory, err := store.Territory(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	account, err := store.AccountByEmail(t.Context(), territory.ID, "organisation@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if is, err := argon2id.ComparePasswordAndHash("un autre mot de passe", account.PasswordHash); err != nil || !is {
		t.Errorf("the new password does not open the account (%v)", err)
	}
	s.typing("court")
	for email, says := range map[string]string{"organisation@example.org": "moins de 12 signes",
		"artisan@example.org": "un lien reçu par courriel", "personne@example.org": "n’existe pas"} {
		if _, errOut := s.run(1, "user", "password", email); strings.Count(errOut, "\n") != 1 ||
			!strings.Contains(errOut, says) {
			t.Errorf("%s: %s", email, errOut)
		}
	}
}
