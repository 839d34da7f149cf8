package content

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"jema/internal/jema"
	"jema/internal/text"
)

//go:embed languages/*.toml
var languageFiles embed.FS

// Foreign is a language of posters and practical pages beside that of the programme: its
// words, and how it writes days and hours.
type Foreign struct {
	Words
	Name                string // of the language, in it
	Welcome, OpenMany   string // to whoever may walk in; of a commune
	ByBooking           string
	weekdays, months    []string
	short, dayMonth     string
	period, clock       string
	clockWhole, between string
	and                 string
}

// ForeignLanguages are the codes of those there are, in the order of a poster.
var ForeignLanguages = []string{"en", "de", "it", "es", "pt"}

// ForeignOf returns a language by its code, nil where there is none.
func ForeignOf(code string) *Foreign { return foreign()[code] }

// foreign reads the files once; a broken one is a fault of the build.
var foreign = sync.OnceValue(func() map[string]*Foreign {
	out := map[string]*Foreign{"en": {Words: *english, Name: "English",
		Welcome:  "The workshop is open: walk in, everyone is welcome.",
		OpenMany: "Workshops open their doors.", ByBooking: "Visits by booking: scan the code."}}
	for _, code := range ForeignLanguages[1:] {
		data, err := languageFiles.ReadFile("languages/" + code + ".toml")
		if err != nil {
			panic(err)
		}
		f, err := readForeign(data)
		if err != nil {
			panic(fmt.Errorf("languages/%s.toml: %w", code, err))
		}
		out[code] = f
	}
	return out
})

// languageFile is a file of a language.
type languageFile struct {
	Tag, Name        string
	Weekdays, Months []string
	Short            string
	DayMonth         string `toml:"day_month"`
	Period, Clock    string
	ClockWhole       string `toml:"clock_whole"`
	FromTo           string `toml:"from_to"`
	And              string
	Free, Booked     string
	Access, Open     string
	OpenMany         string `toml:"open_many"`
	Book             string
	AccessKinds      map[string]string `toml:"access_kinds"`
	Practical        string
	HowFree          string `toml:"how_free"`
	HowBook          string `toml:"how_book"`
	HowCancel        string `toml:"how_cancel"`
	HowPay           string `toml:"how_pay"`
	AccessTitle      string `toml:"access_title"`
	HowAccess        string `toml:"how_access"`
	SafeTitle        string `toml:"safe_title"`
	HowSafe          string `toml:"how_safe"`
	ContactTitle     string `toml:"contact_title"`
	ByTelephone      string `toml:"by_telephone"`
	ByMail           string `toml:"by_mail"`
}

func readForeign(data []byte) (*Foreign, error) {
	var r languageFile
	if err := toml.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	if len(r.Weekdays) != 7 || len(r.Months) != 12 || len(r.AccessKinds) != len(jema.AccessKinds) {
		return nil, fmt.Errorf("%d days, %d months, %d kinds of access", len(r.Weekdays), len(r.Months), len(r.AccessKinds))
	}
	f := &Foreign{Name: r.Name, Welcome: r.Open, OpenMany: r.OpenMany, ByBooking: r.Book, weekdays: r.Weekdays,
		months: r.Months, short: r.Short, dayMonth: r.DayMonth, period: r.Period, clock: r.Clock,
		clockWhole: r.ClockWhole, between: r.FromTo, and: r.And}
	f.Words = Words{Tag: r.Tag, Free: r.Free, Booked: r.Booked, Access: r.Access, AccessKinds: r.AccessKinds,
		Practical: r.Practical, HowFreeTitle: r.Free, HowFree: r.HowFree, HowBookTitle: r.Booked, HowBook: r.HowBook,
		HowCancel: r.HowCancel, HowPay: r.HowPay, HowAccessTitle: r.AccessTitle, HowAccess: r.HowAccess,
		HowSafeTitle: r.SafeTitle, HowSafe: r.HowSafe, ContactTitle: r.ContactTitle, ByTelephone: r.ByTelephone,
		ByMail: r.ByMail}
	f.Say = Speech{DayMonth: f.onDay, Days: f.days, Names: f.names, Clock: f.at, FromTo: f.fromTo, Range: f.fromTo,
		Join: f.join, Point: ",", Minutes: func(n int) string { return strconv.Itoa(n) + text.NoBreak + "min" }}
	return f, nil
}

// put fills a pattern; what it joins is not broken over two lines.
func put(pattern string, pairs ...string) string {
	return strings.ReplaceAll(strings.NewReplacer(pairs...).Replace(pattern), " ", text.NoBreak)
}

func (f *Foreign) dated(pattern string, d jema.Date) string {
	return put(pattern, "{weekday}", f.weekdays[d.Weekday()], "{day}", strconv.Itoa(d.Day), "{month}", f.months[d.Month-1])
}

func (f *Foreign) onDay(d jema.Date) string { return f.dated(f.dayMonth, d) }

// days is a stretch of days: « Dienstag, 6. bis Sonntag, 11. April ».
func (f *Foreign) days(from, to jema.Date) string {
	if from == to {
		return f.onDay(from)
	}
	first := f.dayMonth
	if from.Month == to.Month {
		first = f.short
	}
	return strings.NewReplacer("{from}", f.dated(first, from), "{to}", f.onDay(to)).Replace(f.period)
}

func (f *Foreign) names(days []jema.Date) string {
	if inARow(days) {
		return f.days(days[0], days[len(days)-1])
	}
	names := make([]string, len(days))
	for i, d := range days {
		pattern := f.short
		if i == len(days)-1 || days[i+1].Month != d.Month {
			pattern = f.dayMonth
		}
		names[i] = f.dated(pattern, d)
	}
	return f.join(names)
}

func (f *Foreign) at(c jema.Clock) string {
	pattern := f.clock
	if c.Minute() == 0 {
		pattern = f.clockWhole
	}
	return put(pattern, "{h}", strconv.Itoa(c.Hour()), "{m}", fmt.Sprintf("%02d", c.Minute()))
}

func (f *Foreign) fromTo(from, to jema.Clock) string {
	return strings.NewReplacer("{from}", f.at(from), "{to}", f.at(to)).Replace(f.between)
}

func (f *Foreign) join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + f.and + words[last]
}
