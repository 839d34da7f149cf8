package web

import (
	"net/url"
	"testing"
)

// TestPracticalPagesAreChosen in the settings: one language beside French is refused
// beside the field, two are stored, none is none.
func TestPracticalPagesAreChosen(t *testing.T) {
	s := newTestSite(t)
	organiser := s.as(s.organiser())
	const where = "/organisation/programmes/reglages"
	set := func(revision string, others ...string) answer {
		form := url.Values{"format": {"auto"}, "language": {"fr"}, "order": {"workshop"}, "paper": {"coated"},
			"bleed": {"3"}, "pages": {""}, "revision": {revision}, "other": others}
		return organiser.post(where, form)
	}
	if one := set("0", "de"); one.StatusCode != 422 || one.page.Find("#w-other").Length() != 1 ||
		one.page.Find("input[name=other][checked]").AttrOr("value", "") != "de" {
		t.Errorf("one language: %d, %q", one.StatusCode, labels(one.page.Find("#w-other")))
	}
	organiser.follow(set("0", "de", "it")).tells(t, 200, "Deutsch")
	place, err := s.Store.Printing(t.Context(), s.Territory.ID, s.Edition.ID)
	if err != nil || place.Others != "de,it" {
		t.Errorf("stored %q, %v", place.Others, err)
	}
	if n := organiser.get(where).page.Find("input[name=other][checked]").Length(); n != 2 {
		t.Errorf("%d are ticked", n)
	}
}
