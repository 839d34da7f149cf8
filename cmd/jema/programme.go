package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/programme"
)

// programmeCmd prints the programme of one commune or of all, and what is
// printed beside it.
type programmeCmd struct {
	databaseFlag
	territoryFlag
	editionFlag

	Commune string         `help:"Code INSEE de la commune." placeholder:"INSEE" group:"De quoi"`
	All     bool           `help:"Toutes les communes, un fichier chacune ; avec --format book, un seul livre." group:"De quoi"`
	Opening jema.OpeningID `help:"Numéro d’un événement (proof, attendance, poster, arrows)." placeholder:"N" group:"De quoi"`
	Booking string         `help:"Code d’une réservation (ticket)." placeholder:"CODE" group:"De quoi"`

	Format     string      `help:"Ce qu’on imprime : auto, sheet, folded, brochure, large ou book pour le programme ; day, wall ou bookmark (un jour par heures, une liste au mur, un marque-page) ; proof, errata, attendance, poster, arrows, ticket, designer ou kit ; sinon celui des réglages d’impression." placeholder:"FORMAT" group:"Comment"`
	EditionFor string      `help:"Pour qui : screen (à lire et à télécharger), press (imprimeur) ou booklet (photocopieur, deux pages par feuille)." default:"screen" placeholder:"USAGE" group:"Comment"`
	Standard   string      `help:"Norme d’accessibilité des fichiers à lire : ua1 (PDF/UA-1) ou ua2 (PDF/UA-2, en PDF 2.0)." default:"ua1" placeholder:"NORME" group:"Comment"`
	Lang       string      `help:"Langue : fr ou en ; sinon celle des réglages d’impression." placeholder:"LANGUE" group:"Comment"`
	Order      string      `help:"Ordre des ateliers : workshop, craft ou day ; sinon celui des réglages." placeholder:"ORDRE" group:"Comment"`
	Paper      string      `help:"Papier de l’imprimeur : coated (couché) ou uncoated ; sinon celui des réglages. Le profil fourni par l’imprimeur passe avant (press)." placeholder:"PAPIER" group:"Comment"`
	Bleed      int         `help:"Fond perdu, 3 ou 5 millimètres ; sinon celui des réglages (press)." placeholder:"MM" group:"Comment"`
	Slug       bool        `help:"À côté de chaque page, hors coupe : son nom, la date, et une gamme de couleurs (press)." group:"Comment"`
	Extent     string      `help:"Quelles pages : cover (la couverture, C1 à C4, un fichier à part) ou inside (l’intérieur, un multiple de quatre) ; sinon toutes." placeholder:"PAGES" group:"Comment"`
	Spine      float64     `help:"Épaisseur du dos : la couverture en deux planches, dos compris (cover)." placeholder:"MM" group:"Comment"`
	Pages      int         `help:"Budget de pages du livre." placeholder:"N" group:"Comment"`
	Since      int         `help:"Version figée à laquelle comparer (errata) ; sinon la dernière." placeholder:"N" group:"Comment"`
	Day        string      `help:"Un seul jour, AAAA-MM-JJ (attendance, day)." placeholder:"JOUR" group:"Comment"`
	Slot       jema.SlotID `help:"Un seul créneau (attendance)." placeholder:"N" group:"Comment"`
	Size       string      `help:"Feuille de l’affiche, A4 ou A3 (poster)." default:"A4" group:"Comment"`
	Languages  []string    `help:"Langues de l’affiche, ou des informations pratiques d’une brochure ou d’un livre, à côté du français, aucune ou deux au moins : en,de,it,es,pt." placeholder:"L,L" group:"Comment"`

	Output string `short:"o" help:"Fichier à écrire, dossier avec --all, ou - pour la sortie standard." placeholder:"FICHIER" group:"Où"`
}

// Run writes the files; each appears whole or not at all.
func (p *programmeCmd) Run(ctx context.Context, c *command.Console) (err error) {
	kind, err := p.check()
	if err != nil {
		return command.Fail(2, err)
	}
	programme.Ready() // while the database is found
	store, closeAll, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := p.territoryFlag.find(ctx, store)
	if err != nil {
		return err
	}
	edition, err := p.editionFlag.find(ctx, store, territory)
	if err != nil {
		return err
	}
	spec, err := p.spec(ctx, store, edition)
	if err != nil {
		return err
	}
	job := printing{programmeCmd: p, console: c, store: store, territory: territory, edition: edition, spec: spec,
		jobs: programme.NewJobs(runtime.GOMAXPROCS(0), 0), missed: new(missed)}
	if p.All && kind != ofBook {
		return job.all(ctx, kind)
	}
	if err := job.one(ctx, kind); err != nil {
		return inFrench(err)
	}
	return job.missed.budget
}

// what is the kind of thing that a format prints
type what int

const (
	ofCommune what = iota
	ofBook
	ofOpening
	ofDoor
	ofChanges
	ofBooking
	ofDelivery // data and kits: a ZIP each
)

// flags lists the flags for each kind, of which the user gives exactly one.
var flags = map[what][]string{ofCommune: {"--commune", "--all"}, ofBook: {"--all"}, ofOpening: {"--opening"},
	ofDoor:    {"--opening", "--commune"},
	ofChanges: {"--commune"}, ofBooking: {"--booking"}, ofDelivery: {"--commune", "--all"}}

// outputs maps each format to its kind; "" is the format of the settings.
var outputs = map[string]what{
	"": ofCommune, "auto": ofCommune, "sheet": ofCommune, "folded": ofCommune, "brochure": ofCommune,
	"large": ofCommune, "book": ofBook,
	"proof": ofOpening, "wall": ofCommune, "bookmark": ofCommune, "day": ofBook, "errata": ofChanges,
	"attendance": ofOpening, "poster": ofDoor, "arrows": ofDoor,
	"ticket":   ofBooking,
	"designer": ofDelivery, "kit": ofDelivery,
}

// accepts reports whether the flags name what the format is printed of.
func (w what) accepts(p *programmeCmd) bool {
	var given []string
	for _, f := range []struct {
		name string
		set  bool
	}{{"--commune", p.Commune != ""}, {"--all", p.All}, {"--opening", p.Opening != 0}, {"--booking", p.Booking != ""}} {
		if f.set {
			given = append(given, f.name)
		}
	}
	return len(given) == 1 && slices.Contains(flags[w], given[0])
}

// check refuses, in French, what cannot be printed.
func (p *programmeCmd) check() (what, error) {
	kind, known := outputs[p.Format]
	if !known {
		return kind, fmt.Errorf("le format %q n’existe pas ; choisissez auto, sheet, folded, brochure, large, book, "+
			"day, wall, bookmark, proof, errata, attendance, poster, arrows, ticket, designer ou kit", p.Format)
	}
	if !kind.accepts(p) {
		return kind, fmt.Errorf("le format %s s’imprime avec %s, et rien d’autre", first(p.Format, string(programme.Auto)),
			strings.Join(flags[kind], " ou "))
	}
	if p.Format == "day" {
		if _, err := jema.ParseDate(p.Day); err != nil {
			return kind, errors.New("le format day s’imprime pour un jour : donnez --day AAAA-MM-JJ")
		}
	}
	if p.Output == "" {
		return kind, errors.New("dites où écrire : --output FICHIER, --output DOSSIER avec --all, ou --output - pour la " +
			"sortie standard")
	}
	if !slices.Contains(programme.Variants, programme.Variant(p.EditionFor)) {
		return kind, fmt.Errorf("--edition-for %s n’existe pas ; choisissez screen, press ou booklet", p.EditionFor)
	}
	if kind != ofCommune && kind != ofBook && p.EditionFor != string(programme.Screen) &&
		(p.Format != "poster" || p.EditionFor != string(programme.Press)) {
		return kind, fmt.Errorf("le format %s ne se fait qu’avec --edition-for screen", p.Format)
	}
	if !slices.Contains(programme.Standards, programme.Standard(p.Standard)) {
		return kind, fmt.Errorf("--standard %s n’existe pas ; choisissez ua1 ou ua2", p.Standard)
	}
	if p.Standard != string(programme.UA1) && p.EditionFor != string(programme.Screen) {
		return kind, errors.New("--standard ne vaut que pour les fichiers à lire : --edition-for screen")
	}
	if p.Slug && p.EditionFor != string(programme.Press) {
		return kind, errors.New("--slug ne vaut que pour l’imprimeur : --edition-for press")
	}
	if p.Paper != "" && !programme.HasPaper(p.Paper) {
		return kind, fmt.Errorf("--paper %s n’existe pas ; choisissez coated ou uncoated", p.Paper)
	}
	if p.Bleed != 0 && p.Bleed != 3 && p.Bleed != 5 {
		return kind, fmt.Errorf("--bleed %d n’existe pas ; choisissez 3 ou 5 millimètres", p.Bleed)
	}
	if !slices.Contains(programme.Extents, programme.Extent(p.Extent)) {
		return kind, fmt.Errorf("--extent %s n’existe pas ; choisissez cover ou inside", p.Extent)
	}
	if p.All && kind != ofBook && p.Output == "-" {
		return kind, errors.New("--all écrit plusieurs fichiers : donnez un dossier à --output")
	}
	return kind, nil
}

// spec is how programmes of the edition are printed: as the organiser has set
// it, changed by the flags.
func (p *programmeCmd) spec(ctx context.Context, store *postgres.Store, e jema.Edition) (programme.Spec, error) {
	set, err := store.Printing(ctx, e.TerritoryID, e.ID)
	if err != nil {
		return programme.Spec{}, err
	}
	parts, err := store.PrintParts(ctx, e.TerritoryID, e.ID, true)
	if err != nil {
		return programme.Spec{}, err
	}
	set.Language, set.Order, set.Paper = first(p.Lang, set.Language), first(p.Order, set.Order), first(p.Paper, set.Paper)
	if p.Pages > 0 {
		set.Pages = p.Pages
	}
	if p.Bleed > 0 {
		set.Bleed = p.Bleed
	}
	switch kind := outputs[p.Format]; {
	case kind != ofCommune && kind != ofBook:
		set.Format = string(programme.Auto)
	case p.Format != "":
		set.Format = p.Format
	}
	spec := programme.SpecOf(set, parts)
	spec.Variant, spec.Extent = programme.Variant(p.EditionFor), programme.Extent(p.Extent)
	spec.Slug = p.Slug
	if len(p.Languages) > 0 {
		spec.Others = p.Languages
	}
	spec.Standard = programme.Standard(p.Standard)
	spec.Spine = int(p.Spine*10 + 0.5)
	return spec, nil
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// printing is one run of the command.
type printing struct {
	*programmeCmd
	console   *command.Console
	store     *postgres.Store
	territory jema.Territory
	edition   jema.Edition
	spec      programme.Spec
	jobs      *programme.Jobs
	missed    *missed
}

// missed is the error of a file that was written but exceeds a budget.
type missed struct{ budget error }

// one writes a single file.
func (j printing) one(ctx context.Context, kind what) error {
	switch kind {
	case ofOpening:
		return j.ofOpening(ctx)
	case ofDoor:
		return j.ofDoor(ctx)
	case ofBooking:
		return j.ticket(ctx)
	case ofBook:
		return j.book(ctx)
	}
	p, err := j.store.Programme(ctx, j.edition, j.Commune, j.console.Now())
	if err != nil {
		return err
	}
	if kind == ofChanges {
		return j.errata(ctx, p)
	}
	return j.put(j.Output, func(w io.Writer) error { return j.write(ctx, w, p) })
}

// write prints a commune's programme in the format.
func (j printing) write(ctx context.Context, w io.Writer, p jema.Programme) error {
	switch j.Format {
	case "designer":
		return j.jobs.WriteArchive(ctx, w, programme.Designer{Programme: p, Language: j.spec.Language})
	case "kit":
		return j.jobs.WriteArchive(ctx, w, programme.Kit{Programme: p, Spec: j.spec})
	case "wall":
		return j.print(ctx, w, p.Commune.Name, programme.Wall{Programme: p, Spec: j.spec})
	case "bookmark":
		return j.print(ctx, w, p.Commune.Name, programme.Bookmark{Programme: p, Spec: j.spec})
	}
	return j.print(ctx, w, p.Commune.Name, programme.Commune{Programme: p, Spec: j.spec})
}
