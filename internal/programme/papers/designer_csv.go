package papers

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"strconv"
	"strings"
	codes "unicode/utf16"
)

// dataColumns are the columns of the data merge; InDesign places the file that
// a column whose name begins with @ names.
var dataColumns = []struct {
	name  string
	value func(e dataEntry) string
}{
	{"numero", func(e dataEntry) string { return strconv.Itoa(e.Number) }},
	{"titre", func(e dataEntry) string { return e.Title }},
	{"atelier", func(e dataEntry) string { return e.Workshop }},
	{"artisan", func(e dataEntry) string { return e.Artisan }},
	{"metier", func(e dataEntry) string { return e.Craft }},
	{"nature", func(e dataEntry) string { return e.Kind }},
	{"texte", func(e dataEntry) string { return e.Text }},
	{"visite_libre", func(e dataEntry) string { return e.Free }},
	{"sur_reservation", func(e dataEntry) string { return e.Booked }},
	{"classes", func(e dataEntry) string { return e.Schools }},
	{"a_savoir", func(e dataEntry) string { return e.Facts }},
	{"accessibilite", func(e dataEntry) string { return e.Access }},
	{"adresse", func(e dataEntry) string { return e.Address }},
	{"stationnement", func(e dataEntry) string { return e.Parking }},
	{"commune", func(e dataEntry) string { return e.Commune }},
	{"contact", func(e dataEntry) string { return e.Contact }},
	{"lien", func(e dataEntry) string { return e.BookingURL }},
	{"@photo", func(e dataEntry) string { return e.picture().Href }},
	{"photo_description", func(e dataEntry) string { return e.picture().Alt }},
	{"photo_credit", func(e dataEntry) string { return e.picture().Credit }},
	{"photo_taille", func(e dataEntry) string { return e.picture().Weight }},
	{"photo_centre_x", func(e dataEntry) string { return e.focus(e.picture().FocusX) }},
	{"photo_centre_y", func(e dataEntry) string { return e.focus(e.picture().FocusY) }},
	{"texte_propose", func(e dataEntry) string { return yesNo(e.Proposed) }},
	{"epreuve_approuvee", func(e dataEntry) string { return yesNo(e.Approved) }},
	{"langue", func(e dataEntry) string { return e.Language }},
}

func (e dataEntry) picture() dataPic {
	if e.Photo == nil {
		return dataPic{}
	}
	return *e.Photo
}

// focus is a part of what stays in sight of the photo, "" without a photo.
func (e dataEntry) focus(percent int) string {
	if e.Photo == nil {
		return ""
	}
	return strconv.Itoa(percent)
}

func yesNo(yes bool) string {
	if yes {
		return "oui"
	}
	return "non"
}

// dataCSV writes the entries as CSV, one a line, with the columns' names in the
// first line.
func dataCSV(entries []dataEntry) string {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	line := make([]string, len(dataColumns))
	for i, c := range dataColumns {
		line[i] = c.name
	}
	lines := [][]string{line}
	for _, e := range entries {
		line := make([]string, len(dataColumns))
		for i, c := range dataColumns {
			line[i] = inert(c.value(e))
		}
		lines = append(lines, line)
	}
	_ = out.WriteAll(lines) // a buffer takes everything
	return b.String()
}

// inert makes a cell that stays on one line, as a data merge needs it, and that
// no spreadsheet computes: a text that begins like a formula gets a leading
// space, which a layout does not show.
func inert(cell string) string {
	cell = strings.ReplaceAll(cell, "\n", " ")
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return " " + cell
	}
	return cell
}

// utf16 is the encoding that InDesign reads without a dialogue, on both
// systems: little-endian with its byte-order mark.
func utf16(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range codes.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// windows encodes a text so that every office editor opens it correctly.
func windows(s string) []byte {
	return []byte("\ufeff" + strings.ReplaceAll(s, "\n", "\r\n"))
}

const designerReadMe = `Données du programme, pour une mise en page par vos soins

donnees.xml     toutes les données, à importer dans InDesign (Fichier > Importer XML) ou ailleurs
donnees.csv     les mêmes, une ligne par événement, pour la fusion des données d’InDesign ; virgules, UTF-16
photos/         les photographies des artisans, numérotées comme les événements ; la colonne @photo les nomme

Chaque photographie a la taille que vous lui avez donnée (weight, photo_taille) : half, une demi-page ;
column, la colonne ; common, la hauteur des autres ; auto, au choix. Son centre (focus-x et focus-y,
photo_centre_x et photo_centre_y) est ce qui reste visible, en pour cent depuis la gauche et le haut.
text-proposed, texte_propose : le texte est tiré d’un texte plus long, personne ne l’a encore relu.
proof-approved, epreuve_approuvee : l’artisan a approuvé son épreuve. language, langue : celle du texte.

Les textes sont ceux que les artisans ont relus, dans la typographie du programme imprimé :
ne les modifiez pas sans leur accord. Nommez l’auteur de chaque photographie.
Pour la fusion des données, gardez donnees.csv et le dossier photos côte à côte.
`
