package jema_test

import (
	"testing"

	"jema/internal/jema"
)

func asked() jema.BookingRequest {
	return jema.BookingRequest{SlotID: 7, Key: "k", PartySize: 2, Name: "Visiteuse", Email: "v@example.org",
		Phone: "04 65 71 00 12", Language: "fr", Origin: jema.OriginWeb}
}

func TestBookingRequestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*jema.BookingRequest)
		want   string
	}{
		"sound":      {func(*jema.BookingRequest) {}, ""},
		"phone only": {func(r *jema.BookingRequest) { r.Email = "" }, ""},
		"mail only":  {func(r *jema.BookingRequest) { r.Phone = "" }, ""},
		"the most":   {func(r *jema.BookingRequest) { r.PartySize = jema.PartySizeMax }, ""},
		"too many": {func(r *jema.BookingRequest) { r.PartySize = jema.PartySizeMax + 1 },
			"form.invalid party_size:booking.party_size.range"},
		"nobody":   {func(r *jema.BookingRequest) { r.PartySize = 0 }, "form.invalid party_size:booking.party_size.range"},
		"nameless": {func(r *jema.BookingRequest) { r.Name = "" }, "form.invalid name:booking.name.missing"},
		"no contact": {func(r *jema.BookingRequest) { r.Email, r.Phone = "", "" },
			"form.invalid email:booking.contact.missing"},
	} {
		r := asked()
		c.change(&r)
		said := ""
		if err := r.Check(); err != nil {
			said = err.Error()
		}
		if said != c.want {
			t.Errorf("%s: %q, want %q", name, said, c.want)
		}
	}
}

// Two requests have the same content when everything is equal but the key and
// the language of the answer.
func TestContent(t *testing.T) {
	same := asked()
	same.Key, same.Language = "other", "en"
	if same.Content() != asked().Content() {
		t.Error("the key or the language changes what is asked")
	}
	for name, change := range map[string]func(*jema.BookingRequest){
		"slot":   func(r *jema.BookingRequest) { r.SlotID++ },
		"party":  func(r *jema.BookingRequest) { r.PartySize++ },
		"wait":   func(r *jema.BookingRequest) { r.Wait = true },
		"name":   func(r *jema.BookingRequest) { r.Name += "x" },
		"email":  func(r *jema.BookingRequest) { r.Email += "x" },
		"phone":  func(r *jema.BookingRequest) { r.Phone += "1" },
		"origin": func(r *jema.BookingRequest) { r.Origin = jema.OriginAPI },
		"shift":  func(r *jema.BookingRequest) { r.Name, r.Email = r.Name+r.Email, "" },
	} {
		r := asked()
		change(&r)
		if r.Content() == asked().Content() {
			t.Errorf("another %s is the same request", name)
		}
	}
}

func TestContact(t *testing.T) {
	for name, c := range map[string]struct {
		email, phone string
		same         bool
	}{
		"in capitals":            {"V@Example.org", "", true},
		"another phone beside":   {"v@example.org", "06 00 00 00 00", true},
		"another mail":           {"w@example.org", "04 65 71 00 12", false},
		"the phone for the mail": {"", "04 65 71 00 12", false},
	} {
		r := asked()
		r.Email, r.Phone = c.email, c.phone
		if (r.Contact() == asked().Contact()) != c.same {
			t.Errorf("%s: the same person is %v", name, !c.same)
		}
	}
	byPhone := func(phone string) [32]byte { return jema.BookingRequest{Phone: phone}.Contact() }
	for _, phone := range []string{"0465710012", "04 65 71 00 12", "04.65.71.00.12"} {
		if byPhone(phone) != byPhone("04 65 71 00 12") {
			t.Errorf("%q is another telephone", phone)
		}
	}
	if byPhone("04 65 71 00 13") == byPhone("04 65 71 00 12") {
		t.Error("two telephones are one")
	}
}

func TestSpokenCode(t *testing.T) {
	for code, want := range map[string]string{"42179305": "42\u00a017\u00a093\u00a005",
		"00000001": "00\u00a000\u00a000\u00a001", "": ""} {
		if got := jema.SpokenCode(code); got != want {
			t.Errorf("%s is read aloud %q", code, got)
		}
	}
}
