package web

import (
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/web/page"
)

func TestWorkshopIsDescribed(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	v.get("/atelier/nouveau").wants(t, http.StatusOK).says(t, "Romans-sur-Isère")
	v.follow(v.post("/atelier/nouveau", aWorkshop)).says(t, "L’atelier est enregistré")
	list, err := s.Store.WorkshopsOf(t.Context(), s.Territory.ID, account.ID)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	w := list[0]
	if w.CraftSlug != "ceramiste" || w.Phone != "04 65 71 00 12" || !w.PublishPhone || w.PublishAddress ||
		w.CommuneINSEE != "26281" {
		t.Errorf("kept as %+v", w)
	}
	edit := at("/atelier/", w.ID, "")
	form := filled(v.get(edit).wants(t, http.StatusOK).page.Find("form.form").First())
	if form.Get("craft") != "Céramiste" || form.Get("publish_phone") == "" || form.Get("publish_address") != "" {
		t.Errorf("the form shows %v", form)
	}
	v.post(edit, with(form, "craft", "Souffleur de bulles")).wants(t, http.StatusUnprocessableEntity).says(t,
		"n’est pas dans la liste")
	v.follow(v.post(edit, with(form, "craft", "Souffleur de bulles", "other_craft", "1", "website", "exemple.org")))
	if w, err = s.Store.Workshop(t.Context(), s.Territory.ID, w.ID); err != nil || w.CraftOther != "Souffleur de bulles" ||
		w.CraftSlug != "" || w.Website != "https://exemple.org" {
		t.Errorf("kept as %+v, %v", w, err)
	}
}

func TestBadWorkshopIsSaidBesideTheField(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	long := strings.Repeat("é", 10_000)
	for field, bad := range map[string]string{
		"name": "", "craft": "", "commune": "99999", "phone": "12", "email": "x@", "website": "java script:x",
		"address": long,
		"artisan": long, "postal_code": long,
	} {
		a := v.post("/atelier/nouveau", with(aWorkshop, field, bad)).wants(t, http.StatusUnprocessableEntity)
		if a.page.Find("#w-"+field).Text() == "" {
			t.Errorf("nothing is said beside %s: %s", field, a.said())
		}
		if a.page.Find(`.summary a[href="#f-`+field+`"]`).Length() != 1 {
			t.Errorf("the summary does not lead to %s", field)
		}
		if kept := filled(a.page.Find("form.form").First()); kept.Get(field) != bad && field != "commune" {
			t.Errorf("%s: typed %.40q, kept %.40q", field, bad, kept.Get(field))
		}
	}
	a := v.post("/atelier/nouveau", with(aWorkshop, "phone", "", "publish_phone", "1")).wants(t,
		http.StatusUnprocessableEntity)
	a.says(t, "décochez la case")
}

func TestStrangeTextIsNeverA500(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v, o := s.as(account), s.as(s.organiser())
	shop := s.Workshop("Atelier", account.ID)
	opening := s.OpeningIn(shop, "Tournage", jema.Submitted)
	strange := []string{"a\x00b", "\xff\xfe", "\xed\xa0\x80", "👩🏽‍🎨🏺", "\u202eabc", strings.Repeat("x", 10_000),
		"<script>", "'; DROP TABLE", "%00", "\r\n", "-1", "99999999999999999999"}
	for _, text := range strange {
		for _, form := range []struct {
			who   *browser
			path  string
			names []string
		}{
			{v, "/atelier/nouveau", []string{"name", "artisan", "craft", "commune", "address", "postal_code", "position",
				"phone", "email", "website"}},
			{v, at("/atelier/", shop.ID, "/evenement"), keys(anOpening)},
			{v, "/horaires", append(keys(anOpening), "which", "hours_from")},
			{o, at("/organisation/evenements/", opening.ID, ""), append(keys(anOpening), "settled", "version")},
			{o, at("/organisation/evenements/", opening.ID, "/decision"), []string{"note", "decision", "state", "version"}},
			{s.visitor(), "/connexion", []string{"email", "password", "suite"}},
		} {
			values := map[string][]string{}
			for _, name := range form.names {
				values[name] = []string{text}
			}
			if a := form.who.post(form.path, values); a.StatusCode >= 500 {
				t.Errorf("%s with %.20q: %d", form.path, text, a.StatusCode)
			}
		}
	}
	v.do(http.MethodPost, "/atelier/nouveau", "application/x-www-form-urlencoded", strings.NewReader("name=%zz")).wants(t,
		http.StatusUnprocessableEntity)
	v.do(http.MethodPost, "/atelier/nouveau", "multipart/form-data; boundary=x",
		strings.NewReader("--x\r\nbroken")).wants(t, http.StatusUnprocessableEntity)
	for _, odd := range []string{"/communes/%00/programme.pdf", "/communes/%ff/programme.pdf", "/connexion/%00%ff",
		"/organisation?etat=%00"} {
		if a := o.get(odd); a.StatusCode >= 500 {
			t.Errorf("GET %s: %d", odd, a.StatusCode)
		}
	}
}

func keys(form map[string][]string) (names []string) {
	for name := range form {
		names = append(names, name)
	}
	return names
}

func TestTooMuchIs413(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	v.post("/atelier/nouveau", with(aWorkshop, "address", strings.Repeat("x", page.FormLimit+1))).wants(t,
		http.StatusRequestEntityTooLarge).says(t, "trop lourd")
	shop := s.Workshop("Atelier", account.ID)
	heavy := v.upload(at("/atelier/", shop.ID, ""), map[string]string{"name": "Atelier à garder"},
		make([]byte, picture.MaxBytes+page.FormLimit)).wants(t, http.StatusUnprocessableEntity)
	if heavy.page.Find("#w-photo").Text() == "" || heavy.page.Find("#f-name").AttrOr("value", "") != "Atelier à garder" {
		t.Errorf("a photo that is too heavy is answered with %s", heavy.said())
	}
}

// Photo and workshop are one form: each is saved with the other, or neither.
func TestPhoto(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v, where := s.as(account), at("/atelier/", shop.ID, "")
	typed := func(pairs ...string) map[string]string {
		fields := map[string]string{}
		for name, values := range with(filled(v.get(where).page.Find(`form[enctype]`)), pairs...) {
			fields[name] = values[0]
		}
		return fields
	}
	said := []string{"alt", "Deux mains", "credit", "Quelqu’un"}
	v.follow(v.upload(where, typed(append(said, "artisan", "Autre Personne")...), aJPEG(t, 3000, 1500))).says(t,
		"L’atelier est enregistré")
	p, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID)
	if err != nil || p == nil || p.Width != 2400 || p.Height != 1200 || p.Alt != "Deux mains" || p.Credit != "Quelqu’un" {
		t.Fatalf("kept as %+v, %v", p, err)
	}
	v.follow(v.upload(where, typed("alt", "Autre phrase"), nil)) // nothing chosen: only what is said changes
	if q, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID); err != nil || q.SHA256 != p.SHA256 ||
		q.Alt != "Autre phrase" {
		t.Errorf("kept as %+v, %v", q, err)
	}
	heic := append([]byte("\x00\x00\x00\x18ftypheic"), make([]byte, 50)...)
	for name, bad := range map[string]struct {
		file  []byte
		words string
	}{
		"heic":   {heic, "HEIC"},
		"text":   {[]byte("bonjour, je suis un texte"), "ni une photo JPEG"},
		"broken": {aJPEG(t, 300, 300)[:200], "abîmée"},
		"heavy":  {append(aJPEG(t, 10, 10), make([]byte, picture.MaxBytes)...), "15 Mo"},
	} {
		a := v.upload(where, typed(append(said, "artisan", "Tapé ici")...), bad.file).wants(t, http.StatusUnprocessableEntity)
		if got := a.page.Find("#w-photo").Text(); !strings.Contains(got, bad.words) {
			t.Errorf("%s: %q", name, got)
		}
		if kept := a.page.Find("#f-artisan").AttrOr("value", ""); kept != "Tapé ici" {
			t.Errorf("%s: typed beside the photo, kept %q", name, kept)
		}
	}
	a := v.upload(where, typed("alt", "Un bol", "phone", "12"), aJPEG(t, 30, 30)).wants(t, http.StatusUnprocessableEntity)
	a.says(t, "Choisissez le fichier de nouveau")
	v.upload(where, typed("alt", ""), aJPEG(t, 30, 30)).wants(t, http.StatusUnprocessableEntity).says(t,
		"Dites en une phrase")
	v.follow(v.upload(where, typed("remove_photo", "1"), nil))
	if p, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID); err != nil || p != nil {
		t.Errorf("still there: %+v, %v", p, err)
	}
	v.upload(where, typed("alt", "x"), nil).wants(t, http.StatusUnprocessableEntity).says(t, "Choisissez une photo")
}

// A phrase that puts the address off is no address: the form shows how it was
// understood, and stores none once that is confirmed.
func TestWordsThatPutTheAddressOffAreConfirmed(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	typed := with(aWorkshop, "address", "adresse communiquée à la réservation", "publish_address", "1")
	asked := v.post("/atelier/nouveau", typed).wants(t, http.StatusUnprocessableEntity)
	asked.says(t, "elle ne sera pas publiée")
	form := filled(asked.page.Find("form.form").First())
	if form.Get("address") != "adresse communiquée à la réservation" || form.Has("withheld") {
		t.Errorf("the form comes back as %v", form)
	}
	if asked.page.Find("#f-withheld").Length() != 1 || asked.page.Find(`.summary a[href="#f-address"]`).Length() != 1 {
		t.Error("it cannot be confirmed")
	}
	v.follow(v.post("/atelier/nouveau", with(form, "withheld", "1"))).says(t, "L’atelier est enregistré")
	list, err := s.Store.WorkshopsOf(t.Context(), s.Territory.ID, account.ID)
	if err != nil || len(list) != 1 || list[0].Address != "" || list[0].PublishAddress {
		t.Fatalf("stored as %+v, %v", list, err)
	}
	edit := at("/atelier/", list[0].ID, "")
	form = filled(v.get(edit).page.Find("form.form").First())
	if v.get(edit).page.Find("#f-withheld").Length() != 0 {
		t.Error("it is asked where no words put an address off")
	}
	form = with(form, "address", "12 rue du Four (adresse donnée après réservation)", "publish_address", "1")
	v.post(edit, form).wants(t, http.StatusUnprocessableEntity)
	v.follow(v.post(edit, with(form, "withheld", "1")))
	if w := s.shop(list[0].ID); w.Address != "12 rue du Four" || w.PublishAddress {
		t.Errorf("stored as %q, published %t", w.Address, w.PublishAddress)
	}
}
