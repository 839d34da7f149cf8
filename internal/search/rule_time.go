package search

import (
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
)

// around is how long before and after an hour an opening may begin for « à 15 h ».
const hourSpan = 60

var timeRules = []rule{
	{lazily(` (?:ouverte?s? |ouvert )?(?:maintenant|en ce moment|tout de suite|right now|open now) `),
		func(r *question, _ []string) bool {
			now := jema.NewClock(r.now.Hour(), r.now.Minute())
			r.query.From, r.query.To = now, min(now+jema.Clock(nowSpan.Minutes()), 24*60)
			r.addDays(jema.DateOf(r.now))
			return true
		}},
	{lazily(` (?:ce |cet |cette |l |d |de l |dans l |en |le |la |en debut d |en fin d )*(?:apres ` +
		`midis?|aprem|afternoons?) `), filterMoment(1)},
	{lazily(` (?:entre|de|from) ` + hour + ` (?:et|a|to|and) ` + hour + ` `),
		func(r *question, g []string) bool { return r.between(g[1], g[2]) }},
	{lazily(` (?:entre|de) (\d{1,2}) (?:et|a) ` + hour + ` `),
		func(r *question, g []string) bool { return r.between(g[1]+"h", g[2]) }},
	{lazily(` (?:a partir de|apres|des|depuis|after|from) ` + hour + ` `),
		func(r *question, g []string) bool { return r.between(g[1], "minuit") }},
	{lazily(` (?:avant|jusqu a|before|until) ` + hour + ` `),
		func(r *question, g []string) bool { return r.between("0h", g[1]) }},
	{lazily(` (?:le |ce |cette |la |en |in the |this |de |du |dans la |en fin de |en debut de ` +
		`)*(?:matin|matinees?|matins|mornings?) `), filterMoment(0)},
	{lazily(` (?:le |ce |cette |la |en |in the |this |de |du |dans la |en fin de |en debut de ` +
		`)*(?:soir|soirees?|soirs|evenings?) `), func(r *question, g []string) bool {
		if strings.Contains(g[0], "ce soir") || strings.Contains(g[0], "this") {
			r.addDays(jema.DateOf(r.now))
		}
		return filterMoment(2)(r, g)
	}},
	{lazily(` (?:entre midi et deux|a l heure du dejeuner|pause dejeuner) `),
		func(r *question, _ []string) bool { return r.between("12h", "14h") }},
	{lazily(` (?:vers |a |autour de |sur les |le |at |around )?` + hour + ` `), func(r *question, g []string) bool {
		if g[1] == "midi" && !strings.HasPrefix(g[0], "a ") && !strings.HasPrefix(g[0], "vers ") &&
			!strings.HasPrefix(g[0], "le ") {
			return false
		}
		from, ok := clockOf(g[1])
		if !ok || r.query.To > 0 {
			return ok
		}
		r.query.From, r.query.To = from, min(from+hourSpan, 24*60)
		return true
	}},
}

func filterMoment(i int) func(*question, []string) bool {
	return func(r *question, _ []string) bool {
		if r.query.To == 0 {
			r.query.From, r.query.To = Moments[i].From, Moments[i].To
		} else if Moments[i].To > r.query.To && r.query.To == Moments[max(i-1, 0)].To { // « matin ou après-midi »
			r.query.To = Moments[i].To
		}
		return true
	}
}

// between sets hours; what is no stretch of a day is left.
func (r *question) between(from, to string) bool {
	a, ok := clockOf(from)
	b, fine := clockOf(to)
	if !ok || !fine || a >= b {
		return false
	}
	r.query.From, r.query.To = a, b
	return true
}

const (
	weekdayWord = `(lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|lun|mar|mer|jeu|ven|sam|dim|monday|tuesday|wednesday|thursday|friday|saturday|sunday)`
	monthWord   = `(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december)`
	dayBefore   = ` (?:le |ce |du |au |pour le |pour |les |on |this |dans la journee du |de |prochain |next )*`
)

var dayRules = []rule{
	{lazily(dayBefore + `(?:` + weekdayWord + ` )?(?:le )?(\d{1,2})(?:er)? (?:et (?:le )?|ou (?:le )?)?(?:` + weekdayWord +
		` )?(\d{1,2})?(?:er)? ?` + monthWord + `(?: (\d{4}))? `), func(r *question, g []string) bool {
		month := monthOf(g[5])
		return r.date(g[2], month, g[6]) && (g[4] == "" || r.date(g[4], month, g[6]))
	}},
	{lazily(dayBefore + `(?:` + weekdayWord + ` )?(\d{1,2})/(\d{1,2})(?:/(\d{4}))? `), func(r *question, g []string) bool {
		return r.date(g[2], time.Month(numberOf(g[3])), g[4])
	}},
	{lazily(` (?:le |ce |this |du |au |pour le |pour |next |over the |the )*(?:week end|weekend)s?(?: prochain)? `),
		func(r *question, _ []string) bool {
			return r.weekdays(time.Saturday) && r.weekdays(time.Sunday)
		}},
	{lazily(` en semaine `), func(r *question, _ []string) bool {
		for day := time.Monday; day <= time.Friday; day++ {
			r.weekdays(day)
		}
		return true
	}},
	{lazily(` (?:aujourd hui|ce jour|today) `),
		func(r *question, _ []string) bool { r.addDays(jema.DateOf(r.now)); return true }},
	{lazily(` (?:apres demain|day after tomorrow) `),
		func(r *question, _ []string) bool { r.addDays(jema.DateOf(r.now).AddDays(2)); return true }},
	{lazily(` (?:demain|tomorrow) `),
		func(r *question, _ []string) bool { r.addDays(jema.DateOf(r.now).AddDays(1)); return true }},
	{lazily(dayBefore + weekdayWord + ` (?:le )?(\d{1,2}) `), func(r *question, g []string) bool {
		return r.numbered(numberOf(g[2]), func(d jema.Date) bool { return d.Weekday() == weekdayOf(g[1]) })
	}},
	{lazily(dayBefore + weekdayWord + `(?: prochain)? `), func(r *question, g []string) bool {
		// « mer », « mar » are words
		if len(g[1]) == 3 && !strings.HasPrefix(g[0], "le ") && !strings.HasPrefix(g[0], "ce ") && g[1] != "sam" &&
			g[1] != "dim" && g[1] != "ven" {
			return false
		}
		return r.weekdays(weekdayOf(g[1]))
	}},
	{lazily(` le (\d{1,2})(?:er)? `), func(r *question, g []string) bool {
		return r.numbered(numberOf(g[1]), func(jema.Date) bool { return true })
	}},
}

var weekdayStems = map[string]time.Weekday{"lun": time.Monday, "mar": time.Tuesday, "mer": time.Wednesday,
	"jeu": time.Thursday, "ven": time.Friday, "sam": time.Saturday,
	"dim": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday}

func weekdayOf(s string) time.Weekday { return weekdayStems[s[:3]] }

var monthStems = []string{"jan", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec",
	"jan", "feb", "march", "apr", "may", "june", "july", "aug", "sep", "oct", "nov", "dec"}

func monthOf(s string) time.Month {
	for i, m := range monthStems {
		if strings.HasPrefix(s, m) {
			return time.Month(i%12 + 1)
		}
	}
	return 0
}

// weekdays selects the days of the edition that fall on a day of the week; where none
// does, for the next such day after its beginning, on which nothing opens.
func (r *question) weekdays(day time.Weekday) bool {
	found := false
	for _, d := range r.index.days {
		if d.Weekday() == day {
			r.addDays(d)
			found = true
		}
	}
	for d := r.index.Edition.StartsOn; !found; d = d.AddDays(1) {
		if d.Weekday() == day {
			r.addDays(d)
			found = true
		}
	}
	return true
}

// numbered selects the day of the edition with that number in its month.
func (r *question) numbered(n int, fits func(jema.Date) bool) bool {
	for _, d := range r.index.days {
		if d.Day == n && fits(d) {
			r.addDays(d)
			return true
		}
	}
	return false
}

// date selects a day of a month, of the edition's year unless another is given.
func (r *question) date(day string, month time.Month, year string) bool {
	d := jema.Date{Year: r.index.Edition.StartsOn.Year, Month: month, Day: numberOf(day)}
	if year != "" {
		d.Year, _ = strconv.Atoi(year) // four digits
	}
	if month < 1 || month > 12 || !d.Valid() {
		return false
	}
	r.addDays(d)
	return true
}
