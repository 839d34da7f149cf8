package card

import (
	"bytes"
	"image/png"
	"os"
	"testing"

	"jema/internal/marquetry"
)

func TestScratch(t *testing.T) {
	for name, c := range map[string]Card{
		"a": {Seed: "26281", Shares: []marquetry.Share{{Domain: "ceramique", Weight: 1}}, Kicker: "Céramiste, initiation", Title: "Tourner l’argile\u202f: premiers essais à quatre mains et plus encore, pour toute la famille", Foot: "Romans-sur-Isère, du mardi 6 au dimanche 11 avril 2027"},
		"b": {Seed: "26281", Shares: []marquetry.Share{{"ceramique", 4}, {"cuir", 3}, {"metal", 2}, {"textile", 2}, {"verre-et-cristal", 1}, {"luminaire", 1},{"mode-et-accessoires", 2},{"facture-instrumentale", 2}}, Kicker: "Journées européennes des métiers d’art", Title: "Romans-sur-Isère", Foot: "18 événements, du mardi 6 au dimanche 11 avril 2027"},
		"c": {Seed: "x", Shares: []marquetry.Share{{"tabletterie", 4}, {"bijouterie-joaillerie-orfevrerie-et-horlogerie", 3}, {"jeux-jouets-et-ouvrages-mecaniques", 2}, {"spectacle", 2}, {"restauration", 1}, {"papier-graphisme-et-impression", 1},{"ameublement-et-decoration", 2},{"architecture-et-jardins", 2},{"autre-metier", 2}}, Kicker: "Journées européennes des métiers d’art", Title: "Romans-sur-Isère", Foot: "18 événements, du mardi 6 au dimanche 11 avril 2027"},
	} {
		data, err := c.PNG()
		if err != nil {
			t.Fatal(err)
		}
		t.Log(len(data))
		_ = os.WriteFile("/tmp/card-"+name+".png", data, 0o600)
		if p, err := png.Decode(bytes.NewReader(data)); err != nil || p.Bounds().Dx() != Width {
			t.Error(err)
		}
	}
	d, _ := Icon(192)
	_ = os.WriteFile("/tmp/icon.png", d, 0o600)
}
