package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// shown writes what was understood of a row, one fact after the other.
func (r Row) shown(ref Reference) string {
	var out []string
	for _, f := range []string{"workshop", "artisan", "craft", "commune", "address", "phone", "email", "website", "kind",
		"title", "price", "minimum_age", "languages", "access", "description", "publish_phone"} {
		if s := r.Fields[f]; s != "" && s != "false" {
			out = append(out, f+"="+strings.ReplaceAll(s, "\n", "|"))
		}
	}
	for _, h := range r.Hours {
		out = append(out, "h"+spanText(h, ref))
	}
	for _, s := range r.Slots {
		out = append(out, fmt.Sprintf("s%s(%d)", spanText(s.Interval, ref), s.Capacity))
	}
	return strings.Join(out, "; ")
}

// What a careful reader takes from files as offices send them.
func TestLayoutsOfOffices(t *testing.T) {
	ref := against(t)
	for name, data := range officeFiles(t) {
		sheet, err := ReadOpenings(name, data)
		must(t, err)
		var got []string
		for _, r := range Understand(sheet, ref) {
			line := r.shown(ref)
			if !r.Complete() {
				line += " | " + r.Findings[0].Problem
			}
			got = append(got, plain(line))
		}
		for i, want := range officeRows[name] {
			if i >= len(got) || got[i] != want {
				t.Errorf("%s, row %d:\n%s\nwant\n%s", name, i, strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""), want)
			}
		}
		if len(got) != len(officeRows[name]) {
			t.Errorf("%s: %d rows, want %d", name, len(got), len(officeRows[name]))
		}
	}
}

var officeRows = map[string][]string{
	"form.csv": {
		"workshop=Terre d'ici; artisan=Marie Dupont; craft=slug:ceramiste; commune=26281; address=12 rue du Four; " +
			"phone=06 39 98 01 02; email=marie@example.org; kind=demonstration; title=Le tour du potier; price=gratuit; " +
			"access=Oui; description=Je tourne devant vous.; publish_phone=true; h10 10:00-12:00; h10 14:00-18:00; h11 " +
			"10:00-12:00; h11 14:00-18:00",
		"workshop=Lutherie Martin; artisan=Paul Martin; " +
			"craft=slug:luthier-et-ou-restaurateur-d-instruments-a-cordes-frottees; commune=26362; address=3 place du " +
			"Marché; phone=06 39 98 01 03; email=paul@example.org; kind=guided_visit; title=Le violon ouvert; price=5 €; " +
			"minimum_age=dès 8 ans; access=Non, deux marches; description=Visite.; s10 10:00-10:45(6); s10 11:00-11:45(6); " +
			"s10 15:00-15:45(6)",
	},
	"town.csv": {
		"workshop=Poterie du Moulin; artisan=Marie Dupont; craft=slug:ceramiste; commune=26004; address=12 rue du Moulin; " +
			"phone=06 39 98 01 02; kind=demonstration; title=Démonstration de tournage; price=gratuit; h10 10:00-12:00",
		"workshop=Forge Sauveplane; artisan=Jonas Sauveplane; craft=slug:ferronnier-forgeron; commune=26064; phone=06 39 " +
			"98 01 03; email=contact@example.org; kind=open_doors; title=Portes ouvertes; h10 14:00-18:00; h11 14:00-18:00",
		"workshop=Reliure Ozil; artisan=Célia Ozil; craft=slug:relieur; commune=26281; address=3 place du Chapitre; " +
			"kind=initiation; title=Fabriquez un carnet; price=12 € | « à 10h » : on ne sait pas combien dure le créneau de " +
			"10 h. Combien de minutes dure-t-il ?",
	},
	"days.csv": {
		"workshop=Terre d'ici; craft=slug:ceramiste; commune=26004; kind=open_doors; title=Le tour; h10 10:00-12:00; h10 " +
			"14:00-18:00; h11 14:00-18:00",
		"workshop=Forge; craft=slug:ferronnier-forgeron; commune=26362; kind=demonstration; title=Le feu | « 14h » : on " +
			"ne sait pas combien dure le créneau de 14 h. Combien de minutes dure-t-il ?",
		"workshop=Bois; craft=slug:tourneur-sur-bois; commune=26058; kind=demonstration; title=Copeaux | « samedi 10 " +
			"avril et dimanche 11 avril » : il manque les heures. À quelles heures ?",
	},
	"chamber.tsv": {
		"workshop=LES CUIRS DE PAULE; artisan=Paule RIBES; craft=slug:maroquinier; commune=26281; address=3 RUE DU FOUR; " +
			"phone=04 65 71 00 10; email=paule@example.org | Quel est le titre de l’événement ?",
	},
	"office.xlsx": {
		"workshop=Vitraux du Royans; artisan=Anaïs Faravel; commune=26323; address=5 rue du Four; phone=06 39 98 01 02; " +
			"email=anais@example.org; kind=guided_visit; title=La lumière; h10 10:00-12:00; h11 14:00-18:00",
		"workshop=Chapeaux Ozil; artisan=Odile Ozil; commune=26218; address=5 place; phone=06 39 98 01 03; " +
			"email=odile@example.org; kind=open_doors; title=Chapeau; h10 09:30-18:00",
	},
}

// officeFiles are a form's answers, a town hall's list, a table of days, a
// chamber's directory, and a tourist office's workbook with two lines of headers.
func officeFiles(t *testing.T) map[string][]byte {
	form := `Horodateur,Adresse e-mail,Quel est le nom de votre atelier ?,Vos nom et prénom,Quel métier d'art exercez-vous ?,À quelle adresse recevrez-vous le public ?,Dans quelle commune ?,Votre numéro de téléphone,Acceptez-vous que votre téléphone soit publié ?,Que proposez-vous aux visiteurs ?,Comment s'appelle votre événement ?,Décrivez-le en quelques lignes,"Quels jours et à quelles heures peut-on venir librement ?","Si vous faites des visites sur réservation, à quelles heures ?",Combien de personnes pouvez-vous accueillir par visite ?,Combien de temps dure une visite ?,"L'entrée est-elle payante ? Si oui, quel est le tarif ?",À partir de quel âge ?,Votre atelier est-il accessible aux personnes à mobilité réduite ?,Autre chose à nous dire ?
12/01/2027 10:23:11,marie@example.org,Terre d'ici,Marie Dupont,poterie,12 rue du Four,Romans s/ Isère,0639980102,Oui,"Portes ouvertes, Démonstration",Le tour du potier,"Je tourne devant vous.",samedi et dimanche 10h-12h et 14h-18h,,,,Non,,Oui,
12/01/2027 11:00:00,paul@example.org,Lutherie Martin,Paul Martin,réparation de violons,3 place du Marché,Valence,0639980103,Non,Visite de l'atelier,Le violon ouvert,"Visite.",,"samedi 10 avril à 10h, 11h et 15h",6 personnes,45 min,"5 €",dès 8 ans,"Non, deux marches",Merci
`
	town := `Événements
"Poterie du Moulin, Marie Dupont, céramiste – 12 rue du Moulin 26300 Alixan – démonstration de tournage – samedi 10 avril 10h-12h – gratuit – 06 39 98 01 02"
"Forge Sauveplane ; Jonas Sauveplane, forgeron ; Mairie de Chabeuil ; portes ouvertes ; samedi et dimanche 14h-18h ; Tél : 06 39 98 01 03 ; contact@example.org"
"Reliure Ozil (Célia Ozil, reliure)
3 place du Chapitre, 26100 Romans
Initiation : fabriquez un carnet
Horaires : dimanche 11 avril à 10h et 15h, 6 personnes
Tarif : 12 €"
`
	days := `Atelier;Métier;Ville;Type;Titre;Samedi 10 avril;Dimanche 11 avril;Jauge
Terre d'ici;Poterie;Alixan;Portes ouvertes;Le tour;10h-12h / 14h-18h;14h-18h;
Forge;ferronnerie;Valence centre;Démonstration;Le feu;14h, 15h30;fermé;12
Bois;tournage sur bois;Bourg les Valence;Démo + expo;Copeaux;x;x;
`
	chamber := "Raison sociale\tNom\tPrénom\tActivité\tAdresse\tCP\tVille\tTél fixe\tPortable\tMail\nLES CUIRS DE " +
		"PAULE\tRIBES\tPaule\tMaroquinerie\t3 RUE DU FOUR\t26100\tROMANS SUR ISERE\t04 65 71 00 10\t06 39 98 01 " +
		"02\tPAULE@EXAMPLE.ORG\n"
	f := excelize.NewFile()
	sh := "Sheet1"
	must(t, f.SetSheetRow(sh, "A1", &[]any{"Office de tourisme – Journées des métiers d'art"}))
	must(t, f.SetSheetRow(sh, "A3", &[]any{"Établissement", "Contact", "", "", "Lieu", "", "Animation", "",
		"Samedi 10 avril", "", "Dimanche 11 avril", ""}))
	must(t, f.SetSheetRow(sh, "A4", &[]any{"", "Nom", "Tél", "Mail", "Adresse", "Commune", "Nature", "Intitulé", "de",
		"à", "de", "à"}))
	for _, m := range [][2]string{{"B3", "D3"}, {"E3", "F3"}, {"G3", "H3"}, {"I3", "J3"}, {"K3", "L3"}, {"A3", "A4"}} {
		must(t, f.MergeCell(sh, m[0], m[1]))
	}
	must(t, f.SetSheetRow(sh, "A5", &[]any{"Vitraux du Royans", "Anaïs Faravel", "0639980102", "anais@example.org",
		"5 rue du Four", "St Paul les Romans", "Visite guidée d'atelier", "La lumière", "10h", "12h", "14h", "18h"}))
	must(t, f.SetSheetRow(sh, "A6", &[]any{"Chapeaux Ozil", "Odile Ozil", "0639980103", "odile@example.org", "5 place",
		"Mours St Eusèbe", "Atelier ouvert", "Chapeau", "9h30", "18h", "", ""}))
	var b bytes.Buffer
	must(t, f.Write(&b))
	return map[string][]byte{"form.csv": []byte(form), "town.csv": []byte(town), "days.csv": []byte(days),
		"chamber.tsv": []byte(chamber), "office.xlsx": b.Bytes()}
}

// moreFiles are layouts met besides: half days in columns, several dates each
// with its hours, free hours here and visits there, a register of members, a
// sentence for each event, hours as columns, a week.
var moreFiles = map[string]string{
	"halfdays": "Nom de l'entreprise;Dirigeant;Activité principale;N° voie;Libellé voie;CP;Localité;Tél 1;Tél " +
		"2;Courriel;Jours d'ouverture;Matin;Après-midi;Formule;Nom de l'action;Public;Accès handicapé\n" +
		"POTERIE RIBES;M. Jean RIBES;Fabrication de poteries;12;rue du Four;26100;ROMANS SUR " +
		"ISERE;0465710010;0639980102;j.ribes@example.org;samedi et dimanche;9h-12h;14h-18h;Visite libre;Au tour;tout " +
		"public;oui\n" +
		"ATELIER OZIL;Mme Odile OZIL;Reliure;3;place du Chapitre;26300;BOURG DE " +
		"PEAGE;0465710011;;o.ozil@example.org;samedi;;14h-17h;Démonstrations;Dorure;dès 8 ans;non\n",
	"dates": "Structure;Commune;Intervenants;Discipline;Thème;Date 1;Horaire 1;Date 2;Horaire 2;Format;Places " +
		"maximum;Réservation obligatoire ?\n" +
		"Verre & Cie;Alixan;Anaïs Faravel;vitrail;Lumière;10/04/2027;10h-12h;11/04/2027;14h-18h;portes ouvertes;;non\n" +
		"Bois;St Marcel les Valence;Hugo Serret;tournage d'art sur bois;Copeaux;10/04/2027;14h, 15h et " +
		"16h;;;initiation;6;oui\n",
	"libre+visite": "Atelier|Ville|Métier|Quoi|Titre|Ouverture libre|Visites commentées|Nb de visiteurs par " +
		"visite|Durée visite|Email contact|Payant ?|Tarif\n" +
		"Cuirs|Romans|maroquinerie d'art|portes ouvertes et visites guidées|Cuirs et peaux|sam. 10 et dim. 11 : " +
		"10h-18h|sam. 10 à 11h et 15h|8|1h|cuirs@example.org|oui|4 € la visite\n",
	"annuaire": "Liste des artisans d'art adhérents " +
		"2027;;;;;;\nNOM;PRENOM;ENSEIGNE;METIER;ADRESSE;TELEPHONE;SITE\nRibes;Jean;Poterie Ribes;Potier;12 rue du Four " +
		"26100 Romans-sur-Isère;04 65 71 00 10;www.poterie-ribes.example.org\nOzil;Odile;;Relieuse doreuse;3 place du " +
		"Chapitre 26300 Alixan;06 39 98 01 02;\n",
	"mairie": "Commune;Manifestation\nAlixan;\"Samedi 10 avril de 10h à 12h et de 14h à 18h, portes ouvertes à " +
		"l'atelier Terre d'ici (Marie Dupont, potière), 12 rue du Four. Entrée libre. Tél. 06 39 98 01 " +
		"02\"\nChabeuil;\"Dimanche 11 avril à 15h : conférence « Le fer et le feu » par Paul Martin, forgeron. Salle des " +
		"fêtes, place de la Mairie. Gratuit, 40 places. Renseignements : mairie@example.org\"\n",
	"heures": "Atelier;Ville;Métier;Type;Titre;Jour;10h;11h;14h;15h;Durée;Capacité\nA;Valence;luthier guitare;visite " +
		"guidée;Guitares;samedi;x;x;;x;45;5\nB;Valence;Ferronnier;démonstration;Feu;dimanche;;x;x;;30;10\n",
	"fermé": "Atelier;Ville;Métier;Type;Titre;Lundi;Mardi;Mercredi;Jeudi;Vendredi;Samedi;Dimanche\nA;Valence;Céramiste;atelier ouvert;Terre;fermé;fermé;fermé;14h-18h;14h-18h;10h-18h;-\n",
}

func TestMoreLayouts(t *testing.T) {
	ref := against(t)
	for name, data := range moreFiles {
		sheet, err := ReadOpenings(name, []byte(strings.ReplaceAll(data, "|", ";")))
		must(t, err)
		var got []string
		for _, r := range Understand(sheet, ref) {
			line := r.shown(ref)
			if !r.Complete() {
				line += " | " + r.Findings[0].Problem
			}
			got = append(got, plain(line))
		}
		if want := moreRows[name]; strings.Join(got, "\n") != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), want)
		}
	}
}

var moreRows = map[string]string{
	"dates": `workshop=Verre & Cie; artisan=Anaïs Faravel; craft=slug:maitre-verrier-vitrailliste; commune=26004; kind=open_doors; title=Lumière; h10 10:00-12:00; h11 14:00-18:00
workshop=Bois; artisan=Hugo Serret; craft=slug:tourneur-sur-bois; commune=26313; kind=initiation; title=Copeaux | « 14h » : on ne sait pas combien dure le créneau de 14 h. Combien de minutes dure-t-il ?`,
	"libre+visite": `workshop=Cuirs; craft=slug:maroquinier; commune=26281; email=cuirs@example.org; ` +
		`kind=guided_visit; title=Cuirs et peaux; price=4 € la visite; h10 10:00-18:00; h11 10:00-18:00; s10 ` +
		`11:00-12:00(8); s10 15:00-16:00(8)`,
	"annuaire": `workshop=Poterie Ribes; artisan=Jean Ribes; craft=slug:ceramiste; commune=26281; address=12 rue du Four; phone=04 65 71 00 10; website=https://www.poterie-ribes.example.org | Quel est le titre de l’événement ?
workshop=Odile Ozil; artisan=Odile Ozil; craft=slug:relieur; commune=26004; address=3 place du Chapitre; phone=06 39 98 01 02 | Quel est le titre de l’événement ?`,
	"mairie": `workshop=Atelier Terre d'ici; artisan=Marie Dupont; craft=slug:ceramiste; commune=26004; address=12 rue du Four; phone=06 39 98 01 02; kind=open_doors; title=Portes ouvertes à l'atelier Terre d'ici; price=Entrée libre; h10 10:00-12:00; h10 14:00-18:00
workshop=Paul Martin; artisan=Paul Martin; craft=slug:ferronnier-forgeron; commune=26064; address=place de la Mairie; email=mairie@example.org; kind=talk; title=Le fer et le feu; price=Gratuit; description=Salle des fêtes | « à 15h » : on ne sait pas combien dure le créneau de 15 h. Combien de minutes dure-t-il ?`,
	"heures": `workshop=A; craft=slug:luthier-en-guitare-et-ou-restaurateur-de-guitares; commune=26362; kind=guided_visit; title=Guitares; s10 10:00-10:45(5); s10 11:00-11:45(5); s10 15:00-15:45(5)
workshop=B; craft=slug:ferronnier-forgeron; commune=26362; kind=demonstration; title=Feu; s11 11:00-11:30(10); s11 14:00-14:30(10)`,
	"fermé": `workshop=A; craft=slug:ceramiste; commune=26362; kind=open_doors; title=Terre; h8 14:00-18:00; h9 ` +
		`14:00-18:00; h10 10:00-18:00`,
	"halfdays": `workshop=POTERIE RIBES; artisan=Jean RIBES; craft=slug:ceramiste; commune=26281; address=12 rue du Four; phone=04 65 71 00 10; email=j.ribes@example.org; kind=open_doors; title=Au tour; minimum_age=tout public; access=oui; h10 09:00-12:00; h10 14:00-18:00; h11 09:00-12:00; h11 14:00-18:00
workshop=ATELIER OZIL; artisan=Odile OZIL; craft=slug:relieur; commune=26057; address=3 place du Chapitre; phone=04 65 71 00 11; email=o.ozil@example.org; kind=demonstration; title=Dorure; minimum_age=dès 8 ans; access=non; h10 14:00-17:00`,
}
