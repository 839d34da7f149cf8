package mail

import (
	"net"
	"strings"
	"testing"
)

// A failure is stored as a sentence for people and the server's answer, without
// the address; permanent failures differ from transient ones.
func TestReasonsInPlainFrench(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, gone.Close())
	for name, c := range map[string]struct {
		script    script
		says, why string
	}{
		"down":   {says: "Le serveur ne répond pas.", why: ""},
		"silent": {script: script{silent: "RCPT"}, says: "Le serveur n’a pas répondu à temps.", why: ""},
		"no such address": {script: script{answers: map[string]string{"RCPT": "550 5.1.1 <visiteur@example.org> unknown"}},
			says: "ne connaît pas cette adresse", why: "refused"},
		"letter refused": {script: script{answers: map[string]string{".": "554 5.7.1 no"}},
			says: "refuse ce message pour de bon", why: "refused"},
		"sender refused": {script: script{answers: map[string]string{"MAIL": "553 not you"}},
			says: "Notre compte d’envoi est refusé", why: ""},
		"later": {script: script{answers: map[string]string{"RCPT": "451 4.7.1 later"}},
			says: "L’autre côté demande d’attendre.", why: ""},
		"cut after DATA":    {script: script{cut: "DATA"}, says: "La liaison a été coupée", why: ""},
		"cut after the end": {script: script{cut: "."}, says: "La liaison a été coupée", why: ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.book("visiteur@example.org")
			address := gone.Addr().String()
			if name != "down" {
				address = serve(t, c.script).address
			}
			o.sender("smtp://" + address).round(t.Context())
			m := o.message()
			sentence, detail, _ := strings.Cut(m.LastError, "\n")
			if !strings.Contains(sentence, c.says) || detail == "" || strings.Contains(m.LastError, "visiteur@") {
				t.Errorf("kept: %q", m.LastError)
			}
			if o.count("parked_why = '"+c.why+"'") != 1 || (m.State == "parked") != (c.why != "") {
				t.Errorf("%+v", m)
			}
		})
	}
}
