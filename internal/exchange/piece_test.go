package exchange

import "testing"

// One cell holds everything of an event, as a town hall took it down.
func TestACellIsTakenApart(t *testing.T) {
	ref := against(t)
	ref.Defaults = map[string]string{"kind": "portes ouvertes"}
	sheet, err := ReadOpenings("f.csv", []byte(`N°;Reçu le;Fiche de l'exposant;Suivi (interne)
1;07/01/2027;Terre d'ici – Ombeline Grange, potière – 3 rue du Four, 26100 Romans – sam dim 10-12 / 14-18 – entrée libre – tél 06 39 98 01 02;ok
2;08/01/2027;La Reliure du Coin, Aldebert Roche, relieur. 8 place du Marché, 26100 Romans-sur-Isère. Démonstration samedi 10 avril de 14h à 18h. Gratuit. Tél. 06 39 98 01 03;
3;08/01/2027;Initiation à la vannerie avec Oriane Saule (Panier rond), sam. 10 avril 9h30-12h et 14h-16h30, 6 places par séance, 35 €, à partir de 12 ans. Salle des fêtes, 26750 Génissieux;
4;11/01/2027;COMPLET – Lutherie du Grillon, Aldric Table, luthier guitare – initiation dim 11 avril 10h-12h, 4 places – 1 quai du Port, 26300 Châteauneuf-sur-Isère;
5;11/01/2027;Poterie du Puits, Amaury Tour, céramiste, 7 chemin du Bas, 26750 Montmiral : visites guidées à 11h et 15h samedi et dimanche, durée 45 min, 12 personnes maxi, 3 €;
6;12/01/2027;Dorures du Parc, Aurore Feuille, doreuse, 12 rue du Bol, 26750 Parnans. Horaires à confirmer.;
`))
	must(t, err)
	rows := Understand(sheet, ref)
	for i, want := range []string{
		"workshop=Terre d'ici; artisan=Ombeline Grange; craft=slug:ceramiste; commune=26281; address=3 rue du Four; " +
			"phone=06 39 98 01 02; kind=open_doors; title=Portes ouvertes; price=entrée libre; h10 10:00-12:00; h10 " +
			"14:00-18:00; h11 10:00-12:00; h11 14:00-18:00",
		"workshop=La Reliure du Coin; artisan=Aldebert Roche; craft=slug:relieur; commune=26281; address=8 place du " +
			"Marché; phone=06 39 98 01 03; kind=demonstration; title=Démonstration; price=Gratuit; h10 14:00-18:00",
		"workshop=Panier rond; artisan=Oriane Saule; craft=slug:vannier; commune=26139; address=Salle des fêtes; " +
			"kind=initiation; title=Initiation à la vannerie; price=35 €; minimum_age=à partir de 12 ans; s10 " +
			"09:30-12:00(6); s10 14:00-16:30(6)",
		"?",
		"workshop=Poterie du Puits; artisan=Amaury Tour; craft=slug:ceramiste; commune=26207; address=7 chemin du Bas; " +
			"kind=guided_visit; title=Visites guidées; price=3 €; s10 11:00-11:45(12); s10 15:00-15:45(12); s11 " +
			"11:00-11:45(12); s11 15:00-15:45(12)",
		"?",
	} {
		delete(rows[i].Fields, "description")
		got := rows[i].shown(ref)
		if !rows[i].Complete() {
			got = "?"
		}
		if got != want {
			t.Errorf("row %d:\n%s\nwant\n%s\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
	if got := rows[3].Fields["workshop"]; got != "Lutherie du Grillon" {
		t.Errorf("the workshop is %q", got)
	}
}
