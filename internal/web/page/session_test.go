package page

import (
	"net/http"
	"net/url"
	"testing"

	"jema/internal/jema"
)

func TestDeviceOf(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Linux",
		"Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile " +
			"Safari/537.36": "Chrome, Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 " +
			"Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 " +
			"Edg/138.0.0.0": "Edge, Windows",
		"curl/8.5": "", "": "", "Something (Windows)": "Windows",
	} {
		if got := deviceOf(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

func TestCookiesOfASecureSite(t *testing.T) {
	k := &Kit{Config: Config{Base: &url.URL{Scheme: "http", Host: "127.0.0.1"}}}
	plain := k.Cookie(SessionCookie, "x", jema.SessionLasts)
	if plain.Name != "jema" || plain.Secure || !plain.HttpOnly || plain.Path != "/" ||
		plain.SameSite != http.SameSiteLaxMode {
		t.Errorf("under http: %v", plain)
	}
	k.Base = &url.URL{Scheme: "https", Host: "jema.example.org"}
	if secure := k.Cookie(SessionCookie, "x", jema.SessionLasts); secure.Name != "__Host-jema" || !secure.Secure ||
		secure.Domain != "" {
		t.Errorf("under https: %v", secure)
	}
}
