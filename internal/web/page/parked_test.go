package page

import (
	"testing"
)

func TestSignInLeadsNowhereElse(t *testing.T) {
	for given, want := range map[string]string{
		"/atelier": "/atelier", "/organisation?etat=submitted": "/organisation?etat=submitted", "": "",
		"https://ailleurs.example": "",
		"//ailleurs.example":       "", `/\ailleurs.example`: "", "/\tx": "", "javascript:alert(1)": "", "atelier": "",
	} {
		if got := LocalPath(given); got != want {
			t.Errorf("%q leads to %q, want %q", given, got, want)
		}
	}
}
