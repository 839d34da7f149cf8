package web

import (
	"net/http"
	"net/url"
	"testing"
)

func mustURL(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestSecurityContactIsPublished(t *testing.T) {
	s := newTestSite(t)
	const page = "/.well-known/security.txt"
	s.visitor().get(page).wants(t, http.StatusNotFound)
	if err := s.Store.SetSecurityContact(t.Context(), s.Territory.ID, "mailto:securite@example.org"); err != nil {
		t.Fatal(err)
	}
	got := s.visitor().get(page).wants(t, http.StatusOK)
	want := "Contact: mailto:securite@example.org\nExpires: 2027-09-01T00:00:00Z\nPreferred-Languages: fr, " +
		"en\nCanonical: " + s.url + page + "\n"
	if kind := got.Header.Get("Content-Type"); got.body != want || kind != "text/plain; charset=utf-8" {
		t.Errorf("%s:\n%s", kind, got.body)
	}
}
