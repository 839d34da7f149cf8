package programme

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	"jema/internal/text"
)

var paris = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return zone
}()

// offer is an invented opening; hours and slots are days of April with clocks.
type offer struct {
	workshop, craft, domain, artisan, address, phone string
	kind                                             jema.OpeningKind
	title, printed                                   string
	days                                             []int
	hours                                            [][2]int // minutes from, to
	starts                                           []int
	minutes, capacity                                int
	price, age, languages, access                    string
	photo                                            bool
}

func at(h, m int) int { return h*60 + m }

var offers = []offer{
	{"Atelier Malaval", "Bottier main", "cuir", "Étienne Malaval", "14 rue du Gravier", "04 65 71 00 10", jema.OpenDoors,
		"De la forme au soulier", "Une paire de souliers, c'est deux cents gestes et quarante heures d'établi. Je vous " +
			"montre la prise de mesures, la forme en charme, le montage de la tige et la couture trépointe, celle que l'on " +
			"ne voit plus que chez les bottiers. Vous pourrez toucher les cuirs et sentir la poix.",
		[]int{10, 11}, [][2]int{{at(10, 0), at(12, 0)}, {at(14, 0), at(18, 0)}}, nil, 0, 0, "gratuit", "", "français",
		"plain-pied", true},
	{"Cuirs & Compagnie", "Maroquinier", "cuir", "Solène Vautrin", "3 place du Chapitre", "04 65 71 00 34",
		jema.Initiation,
		"Fabriquez votre porte-cartes", "Venez fabriquer votre porte-cartes en cuir de vachette à tannage végétal ! On " +
			"choisit la peau, on coupe, on pare, on pique au point sellier, et on repart avec. Aucune expérience n'est " +
			"nécessaire, juste un peu de patience. Le matériel est fourni, le café aussi.",
		[]int{10}, nil, []int{at(14, 0), at(15, 0), at(16, 0), at(17, 0)}, 45, 4, "18 €", "12 ans",
		"français, anglais", "oui", false},
	{"Reliure du Jacquemart", "Relieur", "papier-graphisme-et-impression", "Odile Charpenay", "5 rue Mathieu-de-la-Drôme",
		"04 65 71 00 91", jema.OpenDoors,
		"Le livre mis à nu", "Débrocher, laver, recoudre, arrondir, endosser, couvrir, titrer… Un livre ancien passe " +
			"entre mes mains une vingtaine de fois avant de retrouver sa place sur l'étagère. Apportez le vôtre : je vous " +
			"dirai ce qu'il a, et ce que l'on peut faire sans le trahir.",
		[]int{9, 10, 11}, [][2]int{{at(9, 0), at(12, 0)}, {at(14, 0), at(19, 0)}}, nil, 0, 0, "gratuit", "", "français",
		"plain pied, porte de 80 cm", true},
	{"Lutherie Sauveplane", "Luthier", "facture-instrumentale", "Jonas Sauveplane", "31 rue Pêcherie", "06 39 98 01 02",
		jema.Demonstration,
		"Tendre, barrer, accorder", "Épicéa du Vercors, érable, palissandre de récupération: je choisis mes bois à " +
			"l'oreille avant de les choisir à l'œil. Au programme, le barrage d'une table d'harmonie, le cintrage des " +
			"éclisses au fer chaud, et vers 17h un petit bœuf entre musiciens.",
		[]int{10, 11}, [][2]int{{at(10, 0), at(13, 0)}, {at(14, 0), at(19, 0)}}, nil, 0, 0, "libre", "",
		"français, espagnol", "", false},
	{"Sérigraphie La Trame", "Sérigraphe", "papier-graphisme-et-impression", "Inès Bouvat et Tom Reverdy",
		"40 avenue Gambetta", "06 39 98 01 15", jema.Initiation,
		"Imprime ton sac", "Un cadre, une raclette, de l'encre à l'eau et hop ! Chacun imprime son sac avec un motif " +
			"dessiné pour les Journées 2027. On explique le typon, l'insolation, le calage. Vieux vêtements obligatoires, " +
			"l'encre ne part pas au lavage 😄",
		[]int{11}, nil, []int{at(10, 0), at(11, 0), at(14, 0), at(15, 0), at(16, 0)}, 50, 6, "8 € le sac", "6 ans accompagné",
		"français", "PMR", false},
	{"Atelier Ribes", "Ébéniste", "ameublement-et-decoration", "Gaspard Ribes", "6 chemin des Bœufs", "04 65 71 01 89",
		jema.Exceptional,
		"Une nuit à l’atelier", "Une fois par an, je travaille le soir, à la lampe, comme le faisait mon " +
			"arrière-grand-père. Douze personnes, pas une de plus, autour d'un secrétaire à transformations dont je révèle " +
			"un à un les tiroirs secrets. On finit par une part de pogne. Silence et curiosité exigés.",
		[]int{9}, nil, []int{at(20, 0)}, 120, 12, "10€", "14", "français", "1er étage sans ascenseur", false},
	{"Verre Azur", "Verrier au chalumeau", "verre-et-cristal", "Célia Ozil", "11 rue Jean-Bart", "04 65 71 05 62",
		jema.Initiation,
		"Une perle de verre", "Au chalumeau, le verre coule comme du miel. Vous enroulez la baguette fondue sur le " +
			"mandrin, vous la décorez d'un filet de couleur, et la perle part au four de recuit ; vous la récupérez le " +
			"lendemain. Lunettes fournies, cheveux attachés.",
		[]int{10, 11}, nil, []int{at(14, 0), at(14, 30), at(15, 0), at(15, 30)}, 30, 2, "12 €", "10",
		"français, anglais", "oui", true},
	{"Collectif Halle aux Gestes", "Céramiste", "ceramique", "Collectif (12 artisans)",
		"Halle aux Gestes, boulevard de la Libération", "04 65 71 01 45", jema.Collective,
		"Douze métiers sous un même toit", "Pendant trois jours, douze artisans d'art quittent leur atelier et déménagent " +
			"leurs établis dans l'ancienne halle. Ce n'est pas un marché : rien n'est à vendre avant le dimanche soir. C'est " +
			"une ruche, un chantier, une grande conversation.",
		[]int{9, 10, 11}, [][2]int{{at(10, 0), at(18, 0)}}, nil, 0, 0, "entrée libre", "", "français, LSF", "oui", false},
	{"Ganterie Fayolle", "Gantier", "mode-et-accessoires", "Hortense Fayolle", "17 rue de l'Armillerie", "04 65 71 01 67",
		jema.Exhibition,
		"Mains précieuses", "", []int{8, 9, 10}, [][2]int{{at(9, 30), at(12, 0)}}, nil, 0, 0, "gratuit", "",
		"français", "non", false},
	{"Horlogerie Montségur", "Horloger", "bijouterie-joaillerie-orfevrerie-et-horlogerie", "Lucien Montségur",
		"21 Grande-Rue", "04 65 71 02 13", jema.Demonstration,
		"Le cœur des pendules", "Tic, tac, et parfois plus rien. Je démonte une pendule de Paris de 1870, je montre " +
			"l'échappement à ancre, les pivots \"mangés\", et comment l'on tourne une pièce qui n'existe plus nulle part. " +
			"Les visiteurs peuvent apporter une montre mécanique: diagnostic offert.",
		[]int{7, 8}, [][2]int{{at(14, 0), at(17, 0)}}, nil, 0, 0, "gratuit", "", "français", "oui", true},
	{"Atelier Fam", "", "", "", "", "", jema.Demonstration,
		"L’aérogommage, comment ça marche ?", "L'aérogommage décape en projetant, à basse pression, une poudre minérale " +
			"très fine : la peinture s'en va, le support reste. Cette démonstration permet de voir le procédé de près et " +
			"d'en comprendre les usages et les limites.",
		[]int{10}, nil, []int{at(10, 0), at(14, 0)}, 60, 8, "gratuit", "", "français", "", false},
	{"Garage des Ailes", "Restaurateur de véhicules de collection", "metal", "Marcel Pouzin",
		"Zone de l'Aérodrome, hangar 7", "06 39 98 04 44", jema.GuidedVisit,
		"Tôle, bois et toile", "Refaire l'aile d'une berline de 1934 à la main, au maillet et à la plane, sans plan et " +
			"sans moule : on vous montre le gabarit en contreplaqué, le planage, le bordage. Trois voitures en cours, deux " +
			"motos, et une surprise à hélice.",
		[]int{11}, nil, []int{at(10, 0), at(11, 0), at(14, 0), at(15, 0), at(16, 0)}, 45, 20, "3 €", "",
		"français", "oui", false},
}

func (o offer) entry(id int64, c jema.Commune) jema.Entry {
	e := jema.Entry{Commune: c,
		Workshop: jema.Workshop{ID: jema.WorkshopID(id), Name: o.workshop, Artisan: o.artisan, Address: o.address,
			PostalCode: c.PostalCodes[0],
			Phone:      o.phone, CraftOther: "Aérogommage", PublishAddress: o.address != "", PublishPhone: o.phone != "",
			CommuneINSEE: c.INSEE},
		Opening: jema.Opening{ID: jema.OpeningID(id), Kind: o.kind, State: jema.Approved, Title: o.title,
			PrintedText: o.printed, Price: o.price,
			MinimumAge: o.age, Languages: o.languages, Access: o.access, CommuneINSEE: c.INSEE, PartyMax: 8},
	}
	if o.craft != "" {
		e.Craft = &jema.Craft{Name: o.craft, Domain: jema.CraftDomain{Slug: o.domain}}
	}
	for _, d := range o.days {
		for _, h := range o.hours {
			e.Hours = append(e.Hours, interval(d, h[0], h[1]))
		}
		for i, s := range o.starts {
			e.Slots = append(e.Slots, jema.Slot{ID: jema.SlotID(id*100 + int64(d*10+i)), OpeningID: jema.OpeningID(id),
				Interval: interval(d, s, s+o.minutes),
				Audience: jema.AudiencePublic, Capacity: o.capacity, Stored: jema.SlotOpen})
		}
	}
	if o.photo {
		e.Photo = &jema.Photo{ID: jema.PhotoID(id), Alt: o.title, Credit: "Jeanne Montel", Large: picture(900, 600, int(id))}
	}
	return e
}

func interval(day, from, to int) jema.Interval {
	return jema.Interval{Start: time.Date(2027, 4, day, 0, from, 0, 0, paris), End: time.Date(2027, 4, day, 0,
		to, 0, 0, paris)}
}

// picture makes a JPEG: a workbench of stripes, no two seeds alike.
func picture(w, h, seed int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8((x*3/(7+seed%5) + y/3) % 160)
			img.Set(x, y, color.RGBA{90 + v/2, 70 + v/3, uint8(40 + (x+seed*40)%60), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var sampleCommunes = pdftest.Communes()

func communeNamed(insee string) jema.Commune {
	for _, c := range sampleCommunes {
		if c.INSEE == insee {
			return c
		}
	}
	panic("no commune " + insee)
}

var domains = []string{"Ameublement et décoration", "Architecture et jardins",
	"Bijouterie, joaillerie, orfèvrerie et horlogerie",
	"Céramique", "Cuir", "Facture instrumentale", "Jeux, jouets et ouvrages mécaniques", "Luminaire", "Métal",
	"Mode et accessoires", "Papier, graphisme et impression", "Restauration", "Spectacle", "Tabletterie", "Textile",
	"Verre et cristal"}

// Sample makes a commune's programme with n events and some neighbours'.
func sample(insee string, n int) jema.Programme {
	c := communeNamed(insee)
	p := jema.Programme{
		Territory: jema.Territory{Name: "Valence Romans Agglo", BaseURL: "https://jema.example.org",
			ContactEmail: "jema@example.org",
			ContactPhone: "04 65 71 00 00", Publisher: "Valence Romans Agglo", IsDemo: true},
		Edition: jema.Edition{Year: 2027, Name: "Journées européennes des métiers d'art", Theme: "Le geste et la main",
			StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11}, Zone: paris,
			MarkNotice: "JEMA est une marque déposée de l'Institut pour les Savoir-Faire Français"},
		Commune: c, Communes: sampleCommunes, AsOf: time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC),
	}
	for i, d := range domains {
		p.Domains = append(p.Domains, jema.CraftDomain{Slug: text.Slug(d), Name: d, Position: i})
	}
	for i := range n {
		o := offers[i%len(offers)]
		if i >= len(offers) {
			o.workshop, o.title = fmt.Sprintf("%s %d", o.workshop, i/len(offers)+1), o.title+fmt.Sprintf(" (%d)",
				i/len(offers)+1)
		}
		p.Entries = append(p.Entries, o.entry(int64(100+i), c))
	}
	for i, insee := range []string{"26218", "26379", "26139", "26323", "26057", "26231"} {
		p.Nearby = append(p.Nearby, offers[(n+i*5+1)%len(offers)].entry(int64(900+i), communeNamed(insee)))
	}
	return p
}

// one makes a programme with a single event, an index into offers.
func one(insee string, which int) jema.Programme {
	p := sample(insee, 0)
	p.Entries = []jema.Entry{offers[which].entry(41, p.Commune)}
	return p
}

// pdfOf writes the programme and fails the test if that fails.
func pdfOf(t testing.TB, p jema.Programme, spec Spec) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, Commune{p, spec}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compose lays out a work at once.
func compose(w Work) (*paper.Document, []Warning, error) { return w.Compose() }

// write composes a work and writes it as PDF.
func write(to io.Writer, w Work) error { return NewJobs(1, 0).Write(context.Background(), to, w) }
