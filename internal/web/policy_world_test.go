package web

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"net/smtp"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/web/api"
)

// territory is a site with a full world: everybody who may sign in, and two
// artisans with everything an address can name.
type territory struct {
	*testSite
	accounts map[string]jema.Account // by persona
	before   *storetest.World        // whose openings are of the edition before
	owner    objects                 // what the artisan « owner » has
	other    objects                 // what the artisan « other artisan » has
}

// objects are one of each thing that an address or a form can name.
type objects struct {
	workshop             jema.WorkshopID
	opening, before      jema.OpeningID // before: its event of an earlier edition
	slot, second, school jema.SlotID
	visit                jema.SchoolVisitID
	booking              jema.BookingID
	message, call        jema.MessageID
	photo                jema.PhotoID
	part                 jema.PrintPartID
	version              jema.VersionID
	freeze               jema.FreezeID
	account              jema.AccountID
	parked               jema.ParkedFormID
	photoSize            string // the last part of the address of its picture
	openingVersion       int
	edit                 jema.EditID // the first of its history

	bookingToken, bookingKey, pass, classToken, signInToken string
}

// roles are the personas with an account that is open.
var roles = map[string]jema.Role{"owner": jema.RoleArtisan, "other artisan": jema.RoleArtisan,
	"adviser":       jema.RoleAdviser,
	"correspondent": jema.RoleCorrespondent, "desk": jema.RoleDesk, "organiser": jema.RoleOrganiser,
	"administrator": jema.RoleAdministrator}

func furnish(s *testSite) *territory {
	s.t.Helper()
	w := &territory{testSite: s, accounts: map[string]jema.Account{}}
	for persona, role := range roles {
		a := jema.Account{TerritoryID: s.Territory.ID, Email: strings.ReplaceAll(persona, " ", "-") +
			"@example.org", Role: role}
		if role == jema.RoleCorrespondent {
			a.CommuneINSEE = "26281"
		}
		created, err := s.Store.CreateAccount(s.t.Context(), a)
		fatal(s.t, err)
		w.accounts[persona] = created
	}
	w.earlier()
	w.DB.MustExec(`UPDATE territory SET security_contact = 'mailto:securite@example.org' WHERE id = $1`, w.Territory.ID)
	w.owner, w.other = w.objectsOf("owner"), w.objectsOf("other artisan")
	w.print()
	_, err := w.Store.Entrust(s.t.Context(), w.Territory.ID, w.accounts["adviser"].ID, []jema.WorkshopID{w.owner.workshop})
	fatal(s.t, err)
	return w
}

// earlier adds the edition of the year before, which nobody sees.
func (w *territory) earlier() {
	w.t.Helper()
	e := storetest.Edition(w.Territory.ID)
	e.StartsOn, e.EndsOn = jema.Date{Year: 2026, Month: 4, Day: 7}, jema.Date{Year: 2026, Month: 4, Day: 12}
	e.PurgeOn = jema.Date{Year: 2026, Month: 7, Day: 12}
	e, err := w.Store.CreateEdition(w.t.Context(), e, storetest.Now)
	fatal(w.t, err)
	before := *w.World
	before.Edition = e
	w.before = &before
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *territory) objectsOf(persona string) (o objects) {
	w.t.Helper()
	shop := w.Workshop("Atelier "+persona, w.accounts[persona].ID)
	opening := w.OpeningIn(shop, "Visite "+persona, jema.Approved)
	o.workshop, o.opening = shop.ID, opening.ID
	o.before = w.before.OpeningIn(shop, "Avant "+persona, jema.Approved).ID
	o.slot, o.second = opening.Slot("2027-04-10", 600, 660, 400), opening.Slot("2027-04-10", 700, 760, 400)
	o.school = opening.Slot("2027-04-08", 600, 660, 400)
	w.DB.MustExec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, o.school)
	w.DB.MustExec(`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at,
		edition_closes_at, starts_at, ends_at)
		SELECT territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at, starts_at, ends_at
			FROM slot WHERE id = $1`, o.second)
	w.book(persona, &o)
	w.requestVisit(persona, &o)
	w.picture(shop, &o)
	o.account = w.accounts[persona].ID
	w.propose(shop, o.account)
	w.parkAgain(o)
	fatal(w.t, w.DB.Get(&o.parked, `SELECT id FROM parked_form WHERE account_id = $1`, o.account))
	fatal(w.t, w.DB.Get(&o.edit, `SELECT min(id) FROM opening_edit WHERE opening_id = $1`, o.opening))
	fatal(w.t, w.DB.Get(&o.openingVersion, `SELECT version FROM opening WHERE id = $1`, o.opening))
	return o
}

// book books for two people, one by e-mail and one who is called.
func (w *territory) book(persona string, o *objects) {
	w.t.Helper()
	request := jema.BookingRequest{SlotID: o.slot, Key: fmt.Sprintf("%s-%s", w.Territory.Slug, persona), PartySize: 2,
		Name:  "Camille Essai",
		Email: "camille@example.org", Language: "fr", Origin: jema.OriginDesk}
	made, err := w.site.Engine.Book(w.t.Context(), request)
	fatal(w.t, err)
	o.booking, o.bookingToken, o.bookingKey, o.pass = made.ID, made.Token, request.Key, w.links.PassCode(made.ID)
	request.Key, request.Email, request.Phone = request.Key+"-appel", "", "04 65 71 00 12"
	called, err := w.site.Engine.Book(w.t.Context(), request)
	fatal(w.t, err)
	fatal(w.t, w.DB.Get(&o.message, `SELECT id FROM message WHERE booking_id = $1`, made.ID))
	fatal(w.t, w.DB.Get(&o.call, `SELECT id FROM message WHERE booking_id = $1 AND channel = 'call'`, called.ID))
}

// propose lets another picture of a workshop on the site wait for an organiser.
func (s *testSite) propose(shop jema.Workshop, account jema.AccountID) {
	s.t.Helper()
	shop, err := s.Store.Workshop(s.t.Context(), s.Territory.ID, shop.ID)
	fatal(s.t, err)
	shop.Website = "https://www.example.org"
	photo := &jema.Photo{WorkshopID: shop.ID, Alt: "Un bol", Width: 1, Height: 1, Large: []byte("JPEG"),
		Small: []byte("JPEG")}
	_, err = s.Store.ProposeWorkshop(s.t.Context(), postgres.WorkshopWish{AccountID: account, Wanted: shop,
		Photo: photo}, storetest.Now)
	fatal(s.t, err)
}

// parkAgain parks a form for an account, under the number it had.
func (w *territory) parkAgain(o objects) {
	w.t.Helper()
	f := jema.ParkedForm{Path: "/atelier/nouveau", Fields: map[string][]string{"name": {"Atelier tapé"}}}
	fatal(w.t, w.Store.ParkForm(w.t.Context(), w.Territory.ID, o.account, f, storetest.Now))
	if o.parked != 0 {
		w.DB.MustExec(`INSERT INTO parked_form OVERRIDING SYSTEM VALUE SELECT $2, territory_id, account_id, path, page,
			fields, sha256('again'), parked_at, expires_at
			FROM parked_form WHERE account_id = $1 AND NOT EXISTS (SELECT FROM parked_form WHERE id = $2) LIMIT 1`,
			o.account, o.parked)
	}
}

// requestVisit sends a class's request, and a link to sign in.
func (w *territory) requestVisit(persona string, o *objects) {
	w.t.Helper()
	request := jema.SchoolRequest{Key: "classe-" + w.Territory.Slug + "-" + persona, School: "École inventée",
		Town: "Romans-sur-Isère", PostalCode: "26100",
		Teacher: "Personne Inventée", Email: "classe@example.org", Phone: "04 65 71 00 12", Pupils: 20, Adults: 3,
		Level: "cycle3", Language: "fr",
		Slots: []jema.SlotID{o.school}}
	o.classToken = w.links.SchoolToken(request.Key, 1)
	edition, err := w.Store.Edition(w.t.Context(), w.Territory.ID, 0)
	fatal(w.t, err)
	fatal(w.t, w.Store.RequestSchool(w.t.Context(), edition, request, links.Hash(o.classToken), storetest.Now))
	fatal(w.t, w.DB.Get(&o.visit, `SELECT max(id) FROM school_visit`))
	hash := func(id jema.SignInLinkID) []byte { return links.Hash(w.links.SignInToken(id)) }
	asked := postgres.SignInRequest{TerritoryID: w.Territory.ID, Email: w.accounts[persona].Email}
	fatal(w.t, w.Store.CreateSignIn(w.t.Context(), asked, storetest.Now, hash))
	o.signInToken = w.testSite.signInToken()
}

func (w *territory) picture(shop jema.Workshop, o *objects) {
	w.t.Helper()
	var file bytes.Buffer
	fatal(w.t, jpeg.Encode(&file, image.NewGray(image.Rect(0, 0, 16, 12)), nil))
	var err error
	o.photo, err = w.Store.SavePhoto(w.t.Context(), w.Territory.ID, jema.Photo{WorkshopID: shop.ID, Alt: "Un bol",
		Width: 16, Height: 12,
		SHA256: sha256.Sum256(file.Bytes()), Large: file.Bytes(), Small: file.Bytes()}, storetest.Now)
	o.photoSize = fmt.Sprintf("16-%x.jpeg", sha256.Sum256(file.Bytes()))[:len("16-00000000")] + ".jpeg"
	fatal(w.t, err)
}

// print freezes a programme, by itself and with all of them, and supplies a logo.
func (w *territory) print() {
	w.t.Helper()
	ctx, organiser := w.t.Context(), w.accounts["organiser"]
	logo := jema.PrintPart{Kind: jema.PartLogo, Name: "Logo", Media: "image/svg+xml", Pages: 1,
		Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>`)}
	part, err := w.Store.AddPrintPart(ctx, w.Territory.ID, w.Edition.ID, logo)
	fatal(w.t, err)
	w.as(organiser).post("/organisation/programmes/communes/26281/bouclage", url.Values{"sure": {"1"}}).wants(w.t,
		http.StatusSeeOther)
	var version jema.VersionID
	fatal(w.t, w.DB.Get(&version, `SELECT max(id) FROM version WHERE territory_id = $1`, w.Territory.ID))
	freeze, err := w.Store.StartFreeze(ctx, w.Territory.ID, jema.Freeze{EditionID: w.Edition.ID, AccountID: organiser.ID,
		Total: 1}, storetest.Now)
	fatal(w.t, err)
	fatal(w.t, w.Store.EndFreeze(ctx, w.Territory.ID, freeze.ID, storetest.Now))
	// for the erratum
	w.DB.MustExec(`UPDATE opening SET title = title || ', autrement' WHERE territory_id = $1`, w.Territory.ID)
	for _, o := range []*objects{&w.owner, &w.other} {
		o.part, o.version, o.freeze = part, version, freeze.ID
	}
}

// letter puts one letter into the demonstration's mailbox.
func (w *territory) letter() {
	w.t.Helper()
	fatal(w.t, smtp.SendMail(strings.TrimPrefix(w.box.URL(), "smtp://"), nil, "contact@example.org",
		[]string{"camille@example.org"},
		[]byte("From: contact@example.org\r\nTo: camille@example.org\r\nSubject: Bonjour\r\nMessage-ID: "+
			"<1@example.org>\r\nDate: Mon, 01 Mar 2027 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "+
			"charset=utf-8\r\n\r\nBonjour\r\n")))
}

// address fills in what a route's address names.
func (o objects) address(path string) string {
	number := func(n any) string { return fmt.Sprint(n) }
	token := o.bookingToken
	switch {
	case strings.HasPrefix(path, "/classe/"):
		token = o.classToken
	case strings.HasPrefix(path, "/connexion/"):
		token = o.signInToken
	}
	message := o.message
	if strings.HasPrefix(path, "/accueil/appels/") {
		message = o.call
	}
	slot, id := o.slot, number(o.opening)
	if strings.HasPrefix(path, api.Root+"/slots/") {
		id = number(o.slot)
	}
	if strings.Contains(path, "/deplacer/") {
		slot = o.second
	}
	return strings.NewReplacer(":workshop", number(o.workshop), ":opening", number(o.opening), ":slot", number(slot),
		":token", token,
		":booking", number(o.booking), ":message", number(message), ":photo", number(o.photo), ":version", number(o.version),
		":freeze", number(o.freeze), ":insee", "26281", ":step", "lieu", ":edit", number(o.edit), ":day", "2027-04-10",
		":page", "1", ":file", "ecran.pdf", ":mail", "1", ":id",
		id, ":name", "not-found", ":code", o.pass, ":craft", "ceramique", ":size", o.photoSize, ":parked",
		number(o.parked)).
		Replace(path)
}

// named reports whether a route's address names something that belongs to
// somebody.
func named(path string) bool {
	rest := strings.NewReplacer(":insee", "", ":craft", "", ":day", "", ":page", "", ":file", "", ":mail",
		"").Replace(path)
	return strings.Contains(rest, ":")
}

func textOf[N ~int64](n N) []string { return []string{fmt.Sprint(n)} }

func formOf(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}
