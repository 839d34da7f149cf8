package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

// from makes a browser that comes from a client address, behind a proxy.
func (v *browser) from(address string) *browser {
	v.site.site.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	v.client.Transport = behind(address)
	return v
}

// behind is the proxy in front of a client address.
type behind string

func (b behind) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", string(b))
	return http.DefaultTransport.RoundTrip(r)
}

func passwordForm(password string) url.Values {
	return url.Values{"email": {"organisation@example.org"}, "password": {password}}
}

const rightPassword = "un mot de passe" // of testSite.organiser

// Whatever strangers try from elsewhere, the right password opens the account
// at once, from a browser that was never seen before.
func TestWrongPasswordsFromElsewhereKeepNobodyOut(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	for i := range 100 {
		stranger := s.visitor().from(fmt.Sprintf("203.0.113.%d", i))
		for range 11 {
			stranger.post("/connexion", passwordForm("faux"))
		}
	}
	s.visitor().from("198.51.100.7").post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusSeeOther)
}

// One client is slowed down: the password it tries is not even compared, and
// the answer names how long to wait. Then it may try again.
func TestASingleClientIsSlowedDown(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	now := s.site.Now()
	v := s.visitor().from("203.0.113.9")
	for range 10 {
		v.post("/connexion", passwordForm("faux")).wants(t, http.StatusUnprocessableEntity)
	}
	for i, wait := range []string{"1", "2", "4", "8", "16", "32", "60", "60"} {
		for range 50 { // what is refused is not counted
			refused := v.post("/connexion", passwordForm("faux")).wants(t, http.StatusTooManyRequests)
			refused.says(t, "Beaucoup d’essais")
			if got := refused.Header.Get("Retry-After"); got != wait {
				t.Fatalf("refusal %d: Retry-After %q, want %q", i, got, wait)
			}
			if i > 0 {
				break
			}
		}
		seconds, err := time.ParseDuration(wait + "s")
		must(t, err)
		now = now.Add(seconds)
		s.setNow(now)
		v.post("/connexion", passwordForm("faux")).wants(t, http.StatusUnprocessableEntity)
	}
	s.setNow(now.Add(time.Minute))
	v.post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusSeeOther)
	// forgiven
	s.visitor().from("203.0.113.9").post("/connexion", passwordForm("faux")).wants(t, http.StatusUnprocessableEntity)
}

// A client that tries one account after the other is slowed down as well.
func TestAClientIsSlowedDownWhateverAccountsItTries(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor().from("203.0.113.10")
	for i := range 60 {
		form := url.Values{"email": {fmt.Sprintf("personne-%d@example.org", i)}, "password": {""}, "moyen": {"mot-de-passe"}}
		v.post("/connexion", form).wants(t, http.StatusUnprocessableEntity)
	}
	v.post("/connexion", passwordForm("faux")).wants(t, http.StatusTooManyRequests)
	s.visitor().from("203.0.113.11").post("/connexion", passwordForm("faux")).wants(t, http.StatusUnprocessableEntity)
}

// A right password from a browser that has signed in before is never refused:
// not after what strangers tried beside it, nor after its own mistakes.
func TestAKnownBrowserIsNeverRefused(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	v := s.visitor().from("203.0.113.12")
	v.post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusSeeOther)
	v.post("/deconnexion", nil).wants(t, http.StatusSeeOther)
	stranger := s.visitor().from("203.0.113.12") // at the next desk
	for range 500 {
		stranger.post("/connexion", passwordForm("faux"))
	}
	stranger.post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusTooManyRequests)
	for range 100 {
		v.post("/connexion", passwordForm("faux")).wants(t, http.StatusUnprocessableEntity)
	}
	v.post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusSeeOther)
}

// The mark of a browser is signed, of one account of one territory, unreadable
// to scripts, and opens nothing by itself.
func TestTheMarkOfAKnownBrowser(t *testing.T) {
	s := newTestSite(t)
	a := s.organiser()
	v := s.visitor()
	in := v.post("/connexion", passwordForm(rightPassword)).wants(t, http.StatusSeeOther)
	var mark *http.Cookie
	for _, cookie := range in.Cookies() {
		if cookie.Name == "jema_known" {
			mark = cookie
		}
	}
	if mark == nil || !mark.HttpOnly || mark.MaxAge < 300*24*3600 || strings.Contains(mark.Value, "organisation") {
		t.Fatalf("the mark: %v", mark)
	}
	knows := func(value string, account jema.Account) bool {
		r := &http.Request{Header: http.Header{}}
		r.AddCookie(&http.Cookie{Name: "jema_known", Value: value})
		return s.site.IsKnown(r, account)
	}
	if !knows(mark.Value, a) || !knows("x."+mark.Value, a) {
		t.Error("the account is not known by its own mark")
	}
	if knows(mark.Value, jema.Account{ID: a.ID + 1, TerritoryID: a.TerritoryID}) ||
		knows(mark.Value, jema.Account{ID: a.ID, TerritoryID: a.TerritoryID + 1}) ||
		knows(mark.Value[:len(mark.Value)-1]+"~", a) || knows("", a) || knows(mark.Value, jema.Account{}) {
		t.Error("a mark is taken for another's")
	}
	alone := s.visitor()
	u, err := url.Parse(s.url)
	must(t, err)
	alone.client.Jar.SetCookies(u, []*http.Cookie{mark})
	alone.get("/organisation").wants(t, http.StatusSeeOther)
}

// A browser remembers the accounts that signed in from it, the latest eight.
func TestABrowserKnowsSeveralAccounts(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	var accounts []jema.Account
	for i := range 8 + 1 {
		a := s.Account(fmt.Sprintf("artisane-%d@example.org", i), jema.RoleArtisan)
		accounts = append(accounts, a)
		v.post("/connexion", url.Values{"email": {a.Email}}).wants(t, http.StatusSeeOther)
		v.post("/connexion/"+s.signInToken(), nil).wants(t, http.StatusSeeOther)
	}
	u, err := url.Parse(s.url)
	must(t, err)
	r := &http.Request{Header: http.Header{}}
	for _, cookie := range v.client.Jar.Cookies(u) {
		r.AddCookie(cookie)
	}
	for i, a := range accounts {
		if known := s.site.IsKnown(r, a); known != (i > 0) {
			t.Errorf("account %d of %d: known is %v", i, len(accounts), known)
		}
	}
}

// Strangers' requests for links neither make the next person's request fail nor
// delay it in a browser that the account has used.
func TestRequestsForLinksKeepNobodyOut(t *testing.T) {
	s := newTestSite(t)
	ask := url.Values{"email": {"artisane@example.org"}}
	v := s.visitor().from("198.51.100.8")
	v.post("/connexion", ask).wants(t, http.StatusSeeOther)
	v.post("/connexion/"+s.signInToken(), nil).wants(t, http.StatusSeeOther)
	s.DB.MustExec(`UPDATE message SET state = 'sent', done_at = created_at`)
	stranger := s.visitor().from("203.0.113.13")
	for range 10 {
		stranger.post("/connexion", ask).wants(t, http.StatusSeeOther)
		s.DB.MustExec(`UPDATE message SET state = 'sent', done_at = created_at WHERE due_at <= $1`, s.site.Now())
	}
	stranger.post("/connexion", ask).wants(t, http.StatusTooManyRequests)
	s.visitor().from("198.51.100.9").post("/connexion", ask).wants(t, http.StatusSeeOther)
	var due int
	must(t, s.DB.Get(&due, `SELECT count(*) FROM message WHERE state = 'queued' AND due_at <= $1`, s.site.Now()))
	if due != 0 {
		t.Fatalf("%d links are due before the known browser asks", due)
	}
	v.post("/connexion", ask).wants(t, http.StatusSeeOther)
	must(t, s.DB.Get(&due, `SELECT count(*) FROM message WHERE state = 'queued' AND due_at <= $1`, s.site.Now()))
	if due != 1 {
		t.Errorf("%d links are due once the known browser has asked, want 1", due)
	}
}
