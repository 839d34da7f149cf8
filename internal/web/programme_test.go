package web

import (
	"archive/zip"
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"jema/internal/jema"
)

func TestProgrammes(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	list := v.get("/organisation/programmes").wants(t, http.StatusOK)
	list.says(t, "1 événement publié dans 1 commune")
	if n := list.page.Find("tbody tr").Length(); n != 2 {
		t.Errorf("%d programmes, want the book and the commune where something opens", n)
	}
	if n := list.page.Find(".others .nobreak").Length(); n != 2 {
		t.Errorf("%d communes without an event are named, want 2", n)
	}
	if n := list.page.Find(`tbody a[href*="/communes/26"]`).Length(); n != 1 {
		t.Errorf("%d communes where something opens", n)
	}
	const link = "/communes/26281/programme.pdf"
	stranger := s.visitor()
	pdf := stranger.get(link).wants(t, http.StatusOK)
	if !strings.HasPrefix(pdf.body, "%PDF-") ||
		pdf.Header.Get("Content-Disposition") != `inline; filename="programme-romans-sur-isere-2027.pdf"` {
		t.Errorf("%.8q, %s", pdf.body, pdf.Header.Get("Content-Disposition"))
	}
	if again := stranger.get(link); again.body != pdf.body || again.Header.Get("ETag") != pdf.Header.Get("ETag") {
		t.Error("the same data are not the same bytes")
	}
	stranger.get("/communes/99999/programme.pdf").wants(t, http.StatusNotFound)
	stranger.get("/organisation/programmes.zip").wants(t, http.StatusSeeOther)

	archive := v.get("/organisation/programmes.zip").wants(t, http.StatusOK)
	files, err := zip.NewReader(bytes.NewReader([]byte(archive.body)), int64(len(archive.body)))
	if err != nil {
		t.Fatal(err)
	}
	if len(files.File) != 1 || files.File[0].Name != "programme-romans-sur-isere-2027.pdf" ||
		files.File[0].UncompressedSize64 != uint64(len(pdf.body)) {
		t.Errorf("holds %+v", files.File)
	}
}

func TestMailbox(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	v.get("/demo/courriels").wants(t, http.StatusOK).says(t, "Pas encore de courrier")
	s.deliver("Objet d’essai", "Bonjour,\nhttp://jema.test/r/abc puis la suite.")
	v.get("/demo/courriels").says(t, "Objet d’essai")
	a := v.get("/demo/courriels/1").wants(t, http.StatusOK)
	if a.page.Find(`.letter a[href="http://jema.test/r/abc"]`).Length() != 1 {
		t.Errorf("no link to follow in %s", a.page.Find(".letter").Text())
	}
	if frame := a.page.Find("iframe"); frame.Length() != 1 || frame.AttrOr("sandbox", "no") != "" {
		t.Error("the HTML is not kept apart")
	}
	v.get("/demo/courriels/99").wants(t, http.StatusNotFound)
	s.site.Mailbox = nil
	v.get("/demo/courriels").wants(t, http.StatusNotFound)
}

func TestEveryPageOfTheOfficeIsWellFormed(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	s.book(o.Slot("2027-04-10", 600, 660, 8), 2, "Alix")
	mine, hers := s.as(account), s.as(s.organiser())
	pages := map[string]*browser{
		"/connexion": s.visitor(), "/connexion?etape=courriel": s.visitor(), "/atelier": mine, "/atelier/nouveau": mine,
		at("/atelier/", shop.ID, ""):           mine,
		at("/atelier/", shop.ID, "/evenement"): mine, at("/mon-evenement/", o.ID, ""): mine, at("/mon-evenement/", o.ID,
			"/visiteurs"): mine,
		"/organisation": hers, "/organisation?etat=approved": hers, at("/organisation/evenements/", o.ID, ""): hers,
		"/organisation/programmes": hers,
		"/demo/courriels":          s.visitor(),
	}
	for where, v := range pages {
		checkPage(t, where, v.get(where).wants(t, http.StatusOK))
	}
}

var catalogueKey = regexp.MustCompile(
	`\b(?:myopening|workshop|moderation|programme|mailbox|signin|visit|notice|layout)\.[a-z_]{3,}`)

// checkPage holds a page to what a screen reader and the content policy need.
func checkPage(t *testing.T, where string, a answer) {
	t.Helper()
	if n := a.page.Find("h1").Length(); n != 1 {
		t.Errorf("%s has %d h1", where, n)
	}
	ids := map[string]bool{}
	for _, node := range a.page.Find("[id]").Nodes {
		for _, attribute := range node.Attr {
			if attribute.Key != "id" {
				continue
			}
			if ids[attribute.Val] {
				t.Errorf("%s has two #%s", where, attribute.Val)
			}
			ids[attribute.Val] = true
		}
	}
	for _, node := range a.page.Find("input:not([type=hidden]), select, textarea").Nodes {
		field := a.page.FindNodes(node)
		labelled := field.Closest("label").Length() == 1 || a.page.Find(`label[for="`+field.AttrOr("id", "?")+
			`"]`).Length() == 1
		if !labelled {
			t.Errorf("%s: %s has no label", where, field.AttrOr("name", "?"))
		}
		for id := range strings.FieldsSeq(field.AttrOr("aria-describedby", "")) {
			if !ids[id] {
				t.Errorf("%s: %s is described by #%s, which is not there", where, field.AttrOr("name", "?"), id)
			}
		}
	}
	if a.page.Find("script:not([src]), [style], style").Length() > 0 {
		t.Errorf("%s has a script or a style of its own", where)
	}
	if key := catalogueKey.FindString(a.page.Find("body").Text()); key != "" {
		t.Errorf("%s shows a key of the catalogue: %s", where, key)
	}
}
