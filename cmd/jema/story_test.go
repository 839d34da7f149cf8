package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jema/internal/command"
	"jema/internal/journey"
)

// The whole way, by hand, in a browser: an artisan registers, an organiser
// approves, a visitor with a telephone books, and the printed programme has the
// event.
func TestTheWholeWay(t *testing.T) {
	base := demonstration(t).base
	artisan := openBrowser(t, base, 360)
	artisanRegisters(t, artisan)
	opening := organiserApproves(t, openBrowser(t, base, 1440))
	visitor := openBrowser(t, base, 360)
	visitorBooks(t, visitor, opening)
	programmeSays(t, base)
	lastYearIsPast(t, base)
	journeysAreShort(t, base)
	for _, b := range []*browser{artisan, visitor} {
		if len(b.foreign) > 0 {
			t.Errorf("requests to other sites: %v", b.foreign)
		}
	}
}

// lastYearIsPast checks that visitors meet the past edition on a workshop's page alone.
func lastYearIsPast(t *testing.T, base string) {
	t.Helper()
	const before = "Coudre la trépointe"
	shop := regexp.MustCompile(`/evenements/\d+`).FindString(fetch(t, base+"/evenements?q=De+la+forme+au+soulier"))
	workshop := regexp.MustCompile(`/ateliers/\d+`).FindString(fetch(t, base+shop))
	if page := fetch(t, base+workshop); !strings.Contains(page, before) || !strings.Contains(page, ">2026<") {
		t.Errorf("%s does not list the event of 2026", workshop)
	}
	for _, path := range []string{"/", "/evenements", "/communes/26281", "/api/v1/openings", "/sitemap.xml"} {
		if strings.Contains(fetch(t, base+path), before) {
			t.Errorf("%s shows an event of 2026", path)
		}
	}
}

// journeysAreShort plays the stories of jemalab journey and holds them to their goals.
func journeysAreShort(t *testing.T, base string) {
	t.Helper()
	results, err := journey.Play(t.Context(), journey.Site{Base: base, Organiser: demoOrganiser, Adviser: demoAdviser,
		Password: demoPassword, Returning: demoArtisan, Run: "1"})
	if err != nil {
		t.Fatal(err)
	}
	goals := map[string]struct {
		screens, taps, fields, keys int
		seconds                     float64
	}{
		"entry":      {screens: 6, taps: 18, fields: 8, keys: 120, seconds: 40},
		"telephone":  {screens: 6, fields: 12, keys: 360, seconds: 90},
		"taken_over": {screens: 3, taps: 5},
		"moderation": {screens: 1, keys: 1, seconds: 1},
	}
	for _, r := range results {
		goal := goals[r.Story]
		if r.Screens == 0 || r.Screens > goal.screens || r.Taps > goal.taps || r.Fields > goal.fields ||
			r.Keys > goal.keys || r.Seconds > goal.seconds || len(r.Heights) != r.Screens {
			t.Errorf("%+v, at most %+v", r, goal)
		}
	}
	if len(results) != len(goals) {
		t.Errorf("%d stories", len(results))
	}
}

// mailedLink waits for a letter in the demonstration's mailbox and returns the
// link in it.
func mailedLink(t *testing.T, base, subject string, link *regexp.Regexp) string {
	t.Helper()
	row := regexp.MustCompile(`href="(/demo/courriels/\d+)">[^<]*` + subject)
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(200 * time.Millisecond) {
		if m := row.FindStringSubmatch(plain(fetch(t, base+"/demo/courriels"))); m != nil {
			if found := link.FindString(fetch(t, base+m[1])); found != "" {
				return found
			}
		}
	}
	t.Fatalf("no letter about %q came", subject)
	return ""
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", url, res.StatusCode, err)
	}
	return string(body)
}

func artisanRegisters(t *testing.T, b *browser) {
	b.open("/connexion")
	b.fits()
	b.fill(map[string]string{"email": "nouvelle.potiere@example.org"})
	b.press("Recevoir")
	link := mailedLink(t, b.base, "[Cc]onne", regexp.MustCompile(regexp.QuoteMeta(b.base)+`/connexion/[\w-]+`))
	b.open(strings.TrimPrefix(link, b.base))
	b.press("Me connecter")
	b.shows("Ce que vous faites") // who has nothing yet begins at once
	b.fits()
	b.run(`[...document.querySelectorAll('input[type=radio], input[type=checkbox]')]
		.every(e => !e.offsetWidth || e.offsetWidth >= 24 && e.offsetHeight >= 24)`) // large enough for a thumb
	b.fill(map[string]string{"name": "Poterie de l'Essai", "craft": "Céramiste", "title": "Tourner un bol"})
	b.until(`location.pathname.endsWith('/etapes/activite')`) // saved by itself
	b.until(`document.querySelector('[data-said]').textContent.startsWith('Enregistré')`)
	b.snap("artisan-what")
	b.press("Continuer")
	b.fits()
	b.run(`(document.querySelectorAll('.half input')[10].click(), true)`)
	b.until(`document.getElementById('f-hours_text').value.includes('11 avril')`)
	b.run(`(document.getElementById('reservation').open = true)`)
	b.fill(map[string]string{"slots_text": "samedi 10 avril 10h, 11h30 et 14h", "duration": "1h", "capacity": "6"})
	b.until(`document.getElementById('r-slots_text').textContent.includes('3 créneaux')`)
	b.snap("artisan-when")
	b.press("Continuer")
	b.fits()
	b.choose("commune", "26294")
	b.choose("publish_address", "1") // one may walk in
	b.fill(map[string]string{"address": "1 rue Inventée", "postal_code": "26260", "phone": "0465710077"})
	b.choose("publish_address", "1")
	b.press("Continuer")
	b.fits()
	b.fill(map[string]string{"description": "Une heure au tour.",
		"printed_text": "Une heure au tour, les mains dans la terre."})
	b.run(`(document.getElementById('f-price_kind').value = 'free', true)`)
	b.press("Continuer")
	b.fits()
	b.shows("Comme les visiteurs le verront", "de 10 h à 12 h", "11 h 30 et 14 h", "gratuit")
	b.snap("artisan-see")
	b.press("Envoyer à l")
	b.shows("envoyé")
	b.snap("artisan-sent")
}

// organiserApproves returns the path of the opening's page.
func organiserApproves(t *testing.T, b *browser) string {
	t.Helper()
	b.open("/connexion")
	b.fits()
	b.fill(map[string]string{"email": demoOrganiser, "password": demoPassword})
	b.press("Me connecter")
	b.open("/organisation/messages")
	b.shows("Lien de connexion")
	b.fits()
	b.press("Lien de connexion")
	b.shows("Ce qui s'est passé")
	b.fits()
	b.open("/organisation")
	b.shows("Tourner un bol")
	b.fits()
	b.snap("organiser-queue")
	b.press("Tourner un bol")
	b.fits()
	b.snap("organiser-event")
	id := regexp.MustCompile(`evenements/(\d+)`).FindStringSubmatch(b.location())
	if id == nil {
		t.Fatalf("no event at %s", b.location())
	}
	b.press("Publier")
	b.shows("publié")
	if strings.Contains(b.location(), "/decision") {
		t.Fatalf("the event was not published:\n%s", b.text())
	}
	bookIsCounted(b)
	return "/evenements/" + id[1]
}

// bookIsCounted changes the budget of the book: count and pages follow without a
// button.
func bookIsCounted(b *browser) {
	b.t.Helper()
	b.open("/organisation/programmes/communes/territoire")
	pages := regexp.MustCompile(`(\d+)\spages`).FindStringSubmatch(b.text())
	if pages == nil {
		b.t.Fatalf("no count of pages:\n%s", b.text())
	}
	whole, _ := strconv.Atoi(pages[1])
	b.run(fmt.Sprintf(`document.querySelectorAll('.leaves li').length === %d`, whole))
	budget := strconv.Itoa(whole * 3 / 4)
	b.fill(map[string]string{"pages": budget})
	b.until(`(count => count <= ` + budget + ` && count > 0 && document.getElementById('compte').textContent.` +
		`includes(count))(document.querySelectorAll('.leaves li').length)`)
	b.run(`location.search.includes('pages=` + budget + `') && document.activeElement.name === 'pages'`)
	b.fits()
	b.do(chromedp.EmulateViewport(360, 800))
	b.open("/organisation/programmes")
	b.fits()
	b.wholeWords("td, th")
	// What one came for is before the long table.
	b.run(`document.querySelector('main form:not(.edition-choice) button').form.action.endsWith('/bouclage')`)
}

func visitorBooks(t *testing.T, b *browser, opening string) {
	b.open("/communes/26294")
	b.shows("Tourner un bol")
	b.fits()
	b.open(opening)
	b.shows("il reste 6 places")
	b.snap("visitor-360")
	b.fits()
	b.run(`(document.querySelector('input[name=slot]').click(), true)`)
	b.fill(map[string]string{"party_size": "2", "name": "Visiteuse Inventée", "phone": "06 39 98 00 11"})
	b.press("Réserver")
	if !strings.Contains(b.location(), "/r/") {
		t.Fatalf("after booking the visitor is at %s: %s", b.location(), b.text())
	}
	b.shows("10 h", "1 rue Inventée")
	b.fits()
	b.snap("visitor-booked")
	manage := b.location()
	b.open(opening)
	b.shows("il reste 4 places")
	b.do()
	b.open(strings.TrimPrefix(manage, b.base))
	b.press("Annuler")
	b.shows("Annuler cette réservation ?") // asked once
	b.press("Annuler")
	b.shows("annulée")
	b.open(opening)
	b.shows("il reste 6 places")
}

func programmeSays(t *testing.T, base string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "programme.pdf")
	if err := os.WriteFile(file, []byte(fetch(t, base+"/communes/26294/programme.pdf")), 0o600); err != nil {
		t.Fatal(err)
	}
	words, err := exec.CommandContext(t.Context(), "pdftotext", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Tourner un bol", "Poterie de l'Essai", "les mains dans la terre"} {
		if !strings.Contains(strings.ReplaceAll(plain(string(words)), "\n", " "), want) {
			t.Errorf("the programme does not say %q:\n%s", want, words)
		}
	}
}

// A second start uses the demonstration that is there, and a taken port is
// reported in one line.
func TestDemoTwiceAndTakenPort(t *testing.T) {
	d := demonstration(t)
	dir, base, out := d.dir, d.base, &lines{}
	addr := strings.TrimPrefix(base, "http://")
	if status := commandLine().Run(t.Context(), &command.Console{Out: out, Err: out, Now: time.Now},
		[]string{"demo", "--addr", addr, "--data", dir}); status != 1 {
		t.Errorf("a taken port ended with %d", status)
	}
	if said := strings.TrimSpace(out.String()); strings.Count(said, "\n") != 0 || !strings.Contains(said, addr) {
		t.Errorf("a taken port is said so: %q", said)
	}
	before := fetch(t, base+"/api/v1/openings")
	joined := &lines{} // another command joins the database that runs
	if status := commandLine().Run(t.Context(), &command.Console{Out: joined, Err: joined, Now: time.Now},
		[]string{"check", "--data", dir}); status != 0 {
		t.Errorf("check beside the demonstration ended with %d: %s", status, joined)
	}
	if !strings.Contains(before, fmt.Sprintf("%q", "state")) {
		t.Errorf("the demonstration lists nothing: %s", before)
	}
}
