package exchange

import (
	"context"
	"slices"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// Options are the target of an import and its settings.
type Options struct {
	Territory jema.Territory
	Edition   jema.Edition
	State     jema.OpeningState // of complete rows: approved or submitted
	Now       time.Time         // when places that are added are offered to those who wait
	DryRun    bool              // everything is tried, nothing stays
	Progress  func(done, of int)
	Meanings  []Meaning // of columns, kept for the next file with the same headers
	Defaults  []Default // for rows that say nothing of a field
}

// ImportOpenings lays a sheet over an edition, all of it or nothing, and reports
// row by row what became of it. An error means that nothing was imported; what
// is wrong with single rows is in the report.
func ImportOpenings(ctx context.Context, store *postgres.Store, s *Sheet, o Options) (Report, error) {
	communes, err := store.Communes(ctx, o.Territory.ID)
	if err != nil {
		return Report{}, err
	}
	crafts, err := store.Crafts(ctx, o.Territory.ID)
	if err != nil {
		return Report{}, err
	}
	if len(communes) == 0 {
		return Report{}, jema.Invalid("import.no_communes")
	}
	if s, err = meant(ctx, store, s, o); err != nil {
		return Report{}, err
	}
	rows, s := understandSheet(s, Reference{Edition: o.Edition, Communes: communes, Crafts: crafts,
		Defaults: o.defaults()})
	loaded, imports := toImport(rows, o.State)
	options := postgres.ImportOptions{Edition: o.Edition, Now: o.Now, DryRun: o.DryRun,
		Explain: catalogue.In("fr").Explain}
	if o.Progress != nil {
		options.Progress = func(done int) { o.Progress(done, len(imports)) }
	}
	options.Meanings = s.meanings(o.Meanings)
	results, err := store.ImportOpenings(ctx, imports, options)
	if err != nil {
		return Report{}, err
	}
	return report(s, o, rows, loaded, results), nil
}

// meant returns the sheet with the meanings of its columns: those given for
// files with the same headers before, and those given now. A header that no
// table has is Invalid.
func meant(ctx context.Context, store *postgres.Store, s *Sheet, o Options) (*Sheet, error) {
	for _, m := range o.Meanings {
		if !slices.ContainsFunc(s.Tables, func(t Table) bool { return t.has(m.Header) }) {
			return nil, jema.Invalid("import.map.no_column", "header", m.Header)
		}
	}
	known := *s
	known.Tables, known.Notes = slices.Clone(s.Tables), slices.Clone(s.Notes)
	for i := range known.Tables {
		remembered, err := store.ImportMeanings(ctx, o.Territory.ID, known.Tables[i].shape())
		if err != nil {
			return nil, err
		}
		known.Notes = append(known.Notes, known.Tables[i].mean(remembered, o.Meanings)...)
	}
	return &known, nil
}

// meanings are those to be stored, for each table that has the column.
func (s *Sheet) meanings(given []Meaning) (list []postgres.ImportMeaning) {
	for _, t := range s.Tables {
		for _, m := range given {
			if t.has(m.Header) {
				list = append(list, postgres.ImportMeaning{Shape: t.shape(), Header: meaningKey(m.Header), Field: m.Field})
			}
		}
	}
	return list
}

// toImport makes the store's rows of those that are not refused; loaded are
// their places among rows.
func toImport(rows []Row, state jema.OpeningState) (loaded []int, imports []postgres.ImportRow) {
	keys := map[string]bool{}
	for i, row := range rows {
		if row.Refused() || row.Joined() {
			continue
		}
		in := row.toImport(state)
		for keys[in.Key] {
			in.Key += "+"
		}
		keys[in.Key] = true
		loaded, imports = append(loaded, i), append(imports, in)
	}
	return loaded, imports
}

func (r Row) toImport(state jema.OpeningState) postgres.ImportRow {
	number := r.Fields["national_number"]
	in := postgres.ImportRow{
		Number: number, Fields: r.Fields, Defects: r.defects(), Identities: r.identities(), State: state,
		Hours: importedTimes(r, "hours_text", hourPlans(r.Hours), r.HoursRead),
		Slots: importedTimes(r, "slots_text", r.Slots, r.SlotsRead),
	}
	switch {
	case !r.Complete():
		in.State = jema.Incomplete
	case r.Hold:
		in.State = jema.Submitted
	}
	switch {
	case number != "":
		in.Key = "n:" + number
	case r.Fields["title"] == "":
		in.Key = "i:" + in.Identities[0] + "|" + foldName(r.Fields["hours_text"]+" "+r.Fields["slots_text"])
	default:
		in.Key = "i:" + in.Identities[0]
	}
	return in
}

// identities are what identifies the row, then what identified it while its
// commune or its title could not be read.
func (r Row) identities() []string {
	workshop, commune, title := r.Fields["workshop"], r.Fields["commune"], r.Fields["title"]
	return slices.Compact([]string{
		postgres.ImportIdentity(workshop, commune, title),
		postgres.ImportIdentity(workshop, "", title),
		postgres.ImportIdentity(workshop, commune, ""),
	})
}

func importedTimes(r Row, field string, plans []postgres.SlotPlan, read bool) postgres.ImportedTimes {
	words, given := r.Fields[field]
	return postgres.ImportedTimes{Text: words, Plans: plans, Given: given, Read: read}
}

func hourPlans(hours []jema.Interval) (plans []postgres.SlotPlan) {
	for _, h := range hours {
		plans = append(plans, postgres.SlotPlan{Interval: h})
	}
	return plans
}

// defects are what waits in the queue with the opening: what blocks it and
// what is doubtful, one for each field.
func (r Row) defects() (defects []jema.Defect) {
	for _, f := range r.Findings {
		if f.Field == "" || f.Severity != Blocking && f.Severity != Doubtful {
			continue
		}
		i := slices.IndexFunc(defects, func(d jema.Defect) bool { return d.Field == f.Field })
		if i < 0 {
			defects = append(defects, jema.Defect{Field: f.Field, Header: f.Header, Value: f.Value, Problem: f.Problem,
				Blocking: f.Severity == Blocking})
			continue
		}
		defects[i].Problem += " " + f.Problem
		defects[i].Blocking = defects[i].Blocking || f.Severity == Blocking
	}
	return defects
}
