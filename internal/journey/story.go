package journey

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// onwards is the button in sight that leads to the next step of an entry.
const onwards = `.thumb-bar button[value="next"]`

// enterByThumb begins at the link of a letter and ends with an event that is sent: what
// one must fill, and nothing else.
func enterByThumb(w *walk, site Site) {
	if w.err == nil {
		var link string
		if link, w.err = SignInLink(w.ctx, site.Base, "parcours-"+site.Run+"@example.org"); w.err == nil {
			w.open(strings.TrimPrefix(link, site.Base))
		}
	}
	w.count()
	w.follow(`main form button.button`)
	w.fill("name", "Poterie du Pouce")
	w.fill("craft", "Céramiste")
	w.fill("title", "Tourner un bol "+site.Run)
	w.follow(onwards)
	w.tap(`.half:nth-of-type(11)`)
	w.follow(onwards)
	w.choose("commune", "26294")
	w.fill("address", "1 rue des Essais")
	w.fill("postal_code", "26260")
	w.tap(`[name="publish_address"][value="1"]`)
	w.follow(onwards)
	w.fill("description", "Une heure au tour, les mains dans la terre.")
	w.follow(onwards)
	w.follow(`button[value="submit"]`)
	w.expect("envoyé")
}

// enterByTelephone is an adviser who takes an event down during a telephone call: by
// keyboard, from her page to an event that is sent.
func enterByTelephone(w *walk, site Site) {
	w.signIn(site.Adviser, site.Password)
	w.open("/suivi")
	w.count()
	w.tabs(`a[href="/atelier/nouveau"]`)
	w.press("\r")
	w.enter("name", "Forge du Bout du Fil")
	w.enter("craft", "Ferronnier")
	w.enter("title", "Forger un clou "+site.Run)
	w.press("\r")
	w.enter("hours_text", "samedi 10h-12h")
	w.tabs(onwards)
	w.press("\r")
	w.tabs(`[name="commune"]`)
	w.counts.Keys += len("Saint-B") // which the list leaps to
	w.pick("commune", "26294")
	w.enter("address", "1 rue des Essais")
	w.enter("postal_code", "26260")
	w.tabs(`[name="publish_address"]`)
	w.counts.Fields++
	w.key(kb.ArrowUp) // « montrée aux visiteurs »
	w.press("\r")
	w.enter("description", "On forge un clou et on repart avec.")
	w.enter("printed_text", "On forge un clou et on repart avec.")
	w.tabs(`[name="price_kind"]`)
	w.counts.Keys++ // « g », for « gratuit »
	w.pick("price_kind", "free")
	w.tabs(onwards)
	w.press("\r")
	w.tabs(`button[value="submit"]`)
	w.press("\r")
	w.expect("envoyé")
}

// takeOver begins at the link of a letter and ends with an event of last year that is
// sent for this one: nothing is typed.
func takeOver(w *walk, site Site) {
	if w.err == nil {
		var link string
		if link, w.err = SignInLink(w.ctx, site.Base, site.Returning); w.err == nil {
			w.open(strings.TrimPrefix(link, site.Base))
		}
	}
	w.count()
	w.follow(`main form button.button`)
	w.follow(`form[action$="/reprise"] button[name="event"]`)
	w.expect("à relire")
	w.follow(`button[value="submit"]`)
	w.expect("envoyé")
}

// moderate is an organiser who publishes a complete event that is open before them.
func moderate(w *walk, site Site) {
	w.signIn(site.Organiser, site.Password)
	w.open("/organisation?manque=complete")
	w.next(w.tapped(`.queue-table th a`))
	w.count()
	w.press("p")
	w.expect("publié")
}

// signIn signs in by password, which is not counted.
func (w *walk) signIn(email, password string) {
	w.open("/connexion")
	w.is(`(document.querySelector('details:has([name=password])').open = true)`)
	w.fill("email", email)
	w.fill("password", password)
	w.next(w.tapped(`button[value="mot-de-passe"]`))
}

// SignInLink requests a link to sign in, and reads it in the mailbox of the demonstration.
func SignInLink(ctx context.Context, base, email string) (string, error) {
	asked := url.Values{"email": {email}, "moyen": {"lien"}}
	if _, err := call(ctx, http.MethodPost, base+"/connexion", asked); err != nil {
		return "", err
	}
	letter := regexp.MustCompile(`/demo/courriels/\d+`)
	link := regexp.MustCompile(regexp.QuoteMeta(base) + `/connexion/[\w-]+`)
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(200 * time.Millisecond) {
		list, err := call(ctx, http.MethodGet, base+"/demo/courriels", nil)
		if err != nil {
			return "", err
		}
		for _, path := range letter.FindAllString(list, -1) {
			text, err := call(ctx, http.MethodGet, base+path, nil)
			if err != nil {
				return "", err
			}
			if found := link.FindString(html.UnescapeString(text)); found != "" && strings.Contains(text, email) {
				return found, nil
			}
		}
	}
	return "", errors.New("no letter with a link to sign in came")
}

func call(ctx context.Context, method, to string, form url.Values) (string, error) {
	r, err := http.NewRequestWithContext(ctx, method, to, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("%s: %s", to, answer.Status)
	}
	return string(body), err
}
