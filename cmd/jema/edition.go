package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// editionCmd gives a territory its years.
type editionCmd struct {
	Add     editionAddCmd     `cmd:"" help:"Ajoute une édition à un territoire : la première est en cours aussitôt, une autre est préparée sans se voir."`
	List    editionListCmd    `cmd:"" help:"Liste les éditions, leur état et leurs jours."`
	Open    editionOpenCmd    `cmd:"" help:"Ouvre une édition préparée aux inscriptions des artisans ; le public ne la voit pas encore."`
	Publish editionPublishCmd `cmd:"" help:"Montre une édition au public ; celle qui était en cours devient passée."`
	Close   editionCloseCmd   `cmd:"" help:"Clôt l’édition en cours : elle reste visible, on n’y réserve plus."`
}

type editionAddCmd struct {
	databaseFlag
	territoryFlag
	From               string `required:"" help:"Premier jour, AAAA-MM-JJ." placeholder:"JOUR"`
	To                 string `required:"" help:"Dernier jour, AAAA-MM-JJ." placeholder:"JOUR"`
	Name               string `default:"Journées européennes des métiers d’art" help:"Nom public."`
	Theme              string `help:"Thème de l’année."`
	Zone               string `default:"Europe/Paris" help:"Fuseau horaire."`
	RegistrationOpens  string `help:"Premier jour des inscriptions ; aujourd’hui s’il manque." placeholder:"JOUR"`
	RegistrationCloses string `help:"Dernier jour des inscriptions ; trois semaines avant l’édition s’il manque." placeholder:"JOUR"`
	BookingOpens       string `help:"Premier jour des réservations ; quatre semaines avant l’édition s’il manque." placeholder:"JOUR"`
	SchoolOpens        string `help:"Premier jour où les écoles demandent un créneau ; quatre semaines avant les réservations s’il manque." placeholder:"JOUR"`
	BookingsPerVisitor int    `help:"Réservations en cours qu’une même personne peut avoir ; sans limite si rien n’est dit." placeholder:"N"`
	Purge              string `help:"Jour où les identités des visiteurs sont effacées ; trois mois après l’édition s’il manque." placeholder:"JOUR"`
	MarkNotice         string `help:"Mention de la marque, au pied des pages et des programmes."`
	NationalURL        string `name:"national-url" help:"Adresse du site national."`
}

// Run adds the edition and prints its year.
func (a *editionAddCmd) Run(ctx context.Context, c *command.Console) (err error) {
	e, err := a.edition(c.Now())
	if err != nil {
		return inFrench(err)
	}
	store, closeAll, err := a.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := a.find(ctx, store)
	if err != nil {
		return err
	}
	e.TerritoryID = territory.ID
	if e, err = store.CreateEdition(ctx, e, c.Now()); err != nil {
		return inFrench(err)
	}
	_, err = fmt.Fprintln(c.Out, e.Year)
	return err
}

// edition reads the flags; days that were left out follow from the edition's.
func (a *editionAddCmd) edition(now time.Time) (jema.Edition, error) {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		return jema.Edition{}, fmt.Errorf("le fuseau horaire %q est inconnu", a.Zone)
	}
	days := dayReader{}
	from, to := days.read(a.From, jema.Date{}), days.read(a.To, jema.Date{})
	today := jema.DateOf(now.In(zone))
	e := jema.Edition{Year: from.Year, Name: a.Name, Theme: a.Theme, Zone: zone, StartsOn: from, EndsOn: to,
		BookingsPerVisitor: a.BookingsPerVisitor, PurgeOn: days.read(a.Purge, to.AddDays(91)), MarkNotice: a.MarkNotice,
		NationalURL: a.NationalURL}
	e.RegistrationOpensAt = days.midnight(a.RegistrationOpens, today, zone)
	e.RegistrationClosesAt = days.midnight(a.RegistrationCloses, from.AddDays(-21), zone)
	e.BookingOpensAt = days.midnight(a.BookingOpens, from.AddDays(-28), zone)
	e.SchoolOpensAt = days.midnight(a.SchoolOpens, jema.DateOf(e.BookingOpensAt).AddDays(-28), zone)
	e.BookingClosesAt = days.midnight("", to.AddDays(1), zone)
	e.SchoolClosesAt = e.BookingClosesAt
	if days.err != nil {
		return e, days.err
	}
	return e, e.Check()
}

// dayReader reads days until one is wrong.
type dayReader struct{ err error }

func (d *dayReader) read(typed string, otherwise jema.Date) jema.Date {
	if typed == "" || d.err != nil {
		return otherwise
	}
	day, err := jema.ParseDate(typed)
	if err != nil {
		d.err = fmt.Errorf("%q n’est pas un jour écrit AAAA-MM-JJ", typed)
	}
	return day
}

func (d *dayReader) midnight(typed string, otherwise jema.Date, zone *time.Location) time.Time {
	day := d.read(typed, otherwise)
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, zone)
}

// editionFlag chooses an edition; without it, the one on show.
type editionFlag struct {
	Edition int `help:"Année de l’édition ; celle que le public voit si elle manque." placeholder:"ANNÉE"`
}

func (f editionFlag) find(ctx context.Context, store *postgres.Store, territory jema.Territory) (jema.Edition, error) {
	e, err := store.Edition(ctx, territory.ID, f.Edition)
	return e, inFrench(err)
}
