package main

import (
	"cmp"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"jema/internal/journey"
)

// roles are those who sign in to the demonstration, each with the page where they begin.
var roles = []struct{ name, email, home string }{
	{"visitor", "", "/"}, {"artisan", demoArtisan, "/atelier"}, {"adviser", demoAdviser, "/suivi"},
	{"correspondent", demoCorrespondent, "/suivi"}, {"organiser", demoOrganiser, "/organisation"},
}

// view is how somebody looks at a page. 320 pixels are what a window of 1280 has at 400 %.
type view struct {
	language string
	width    int64
	theme    string
}

// views are chosen so that each width, theme and language meets every other in two pages of a kind.
var views = []view{{"", 320, "light"}, {"/en", 1440, "dark"}, {"/en", 320, "dark"}, {"", 1440, "light"},
	{"", 320, "dark"}, {"/en", 1440, "light"}, {"/en", 320, "light"}, {"", 1440, "dark"}}

// For every role, one page of each kind passes axe-core, fits its window and has no broken
// link. Each page is opened in one of the views; JEMA_VIEW shifts which, so that runs with 0
// to 7 open every page in every view.
func TestEveryRoleReadsEveryPage(t *testing.T) {
	shift, err := strconv.Atoi(cmp.Or(os.Getenv("JEMA_VIEW"), "0"))
	if err != nil || shift < 0 {
		t.Fatalf("JEMA_VIEW is %q, which is not a number of 0 or more", os.Getenv("JEMA_VIEW"))
	}
	base := demonstration(t).base
	for _, r := range roles {
		t.Run(r.name, func(t *testing.T) {
			b := openBrowser(t, base, 1440)
			c := &crawl{t: t, base: base, seen: map[string]bool{}, shapes: map[string]int{r.home: 1},
				client: http.DefaultClient, most: 1, mostAsked: 1}
			if r.email != "" {
				b.signIn(r.email)
				c.client, c.signedIn = b.client(), true
			}
			c.follow(r.home)
			slices.Sort(c.pages)
			if len(c.pages) < 4 {
				t.Errorf("only %q were found", c.pages)
			}
			for i, where := range c.pages {
				b.looksAt(where, views[(i+shift)%len(views)])
			}
			if len(b.foreign) > 0 {
				t.Errorf("requests of other sites: %q", b.foreign)
			}
		})
	}
}

// looksAt opens a page in a view, and checks it.
func (b *browser) looksAt(where string, v view) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(v.width, 800))
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.theme}}}); err != nil {
		b.t.Fatal(err)
	}
	b.open(v.language + where)
	b.fits()
}

// signIn signs an account of the demonstration in: by a link those who have no password.
func (b *browser) signIn(email string) {
	b.t.Helper()
	if email == demoArtisan || email == demoCorrespondent {
		link, err := journey.SignInLink(b.ctx, b.base, email)
		if err != nil {
			b.t.Fatal(err)
		}
		b.open(strings.TrimPrefix(link, b.base))
		b.tap(`main form button.button`)
		return
	}
	b.open("/connexion")
	b.fill(map[string]string{"email": email, "password": demoPassword})
	b.tap(`button[value="mot-de-passe"]`)
}

// client is a client that is signed in as the browser is.
func (b *browser) client() *http.Client {
	b.t.Helper()
	got, err := chromedp.Call(b.ctx, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		b.t.Fatal(err)
	}
	var cookies []*http.Cookie
	for _, c := range got.Cookies {
		cookies = append(cookies, &http.Cookie{Name: c.Name, Value: c.Value})
	}
	at, err := url.Parse(b.base)
	if err != nil || len(cookies) == 0 {
		b.t.Fatalf("nobody is signed in: %v", err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	jar.SetCookies(at, cookies)
	return &http.Client{Jar: jar}
}
