package french

import (
	"strconv"

	"jema/internal/schedule/plan"
	"jema/internal/text"
)

var wordings = map[plan.Code]wording{}

func init() {
	wordText()
	wordDays()
	wordHours()
	wordAway()
}

func put(c plan.Code, message, question func(*speaker) string) {
	wordings[c] = wording{message, question}
}

func plain(c plan.Code, message, question string) { put(c, always(message), always(question)) }

func wordText() {
	plain(plan.BadFrame, "Les dates de l'édition ou la durée ne vont pas.", "Du combien au combien va l'édition ?")
	plain(plan.Table, "Ce tableau peut se lire de plusieurs façons.", "Quels jours et à quelles heures, ligne par ligne ?")
	plain(plan.Empty, "Rien n'est écrit.", "Quels jours et à quelles heures ?")
	plain(plan.TooLong, "Ce texte est trop long pour des horaires.", "Quels jours et à quelles heures, en quelques mots ?")
	plain(plan.BadText, "Le texte contient un signe illisible.", "Pouvez-vous l'écrire à nouveau au clavier ?")
	plain(plan.UnknownWord, "%w n'est pas compris.", "Que faut-il lire à la place, ou peut-on l'enlever ?")
	plain(plan.UnknownNumber, "Le nombre %w n'est ni un jour ni une heure.", "Que désigne-t-il ?")
	plain(plan.UnknownSign, "Le signe %w n'est pas compris.", "Que faut-il lire à la place ?")
	plain(plan.Stray, "%w ne dit rien de clair à cet endroit.", "Quels jours et à quelles heures ?")
	plain(plan.Either, "%w laisse le choix entre deux horaires.", "Lequel des deux est le bon ?")
	plain(plan.Appointment, "%w ne donne pas d'horaires.", "Quels jours et à quelles heures peut-on venir ?")
	plain(plan.RoundTheClock, "%w est trop large pour une visite.", "De quelle heure à quelle heure ?")
	plain(plan.Doubtful, "%w laisse un doute sur ces horaires.", "Quels jours et quelles heures sont certains ?")
	plain(plan.UsualHours, "%w peut être l'horaire de toute l'année, et non celui de l'édition.",
		"Est-ce ouvert aussi à ces heures pendant l'édition ?")
	plain(plan.Relative, "%w ne désigne pas un jour ou une heure de l'édition.",
		"Quels jours et à quelles heures, écrits en entier ?")
	plain(plan.Vague, "%w est trop vague.", "À quelle heure exactement ?")
}

func wordDays() {
	plain(plan.VaguePart, "%w ne dit pas les heures.", "De quelle heure à quelle heure ?")
	plain(plan.NoDays, "%w : il manque le jour.", "Quels jours ?")
	plain(plan.NoHours, "%w : il manque les heures.", "À quelles heures ?")
	plain(plan.Nothing, "%w ne donne ni jour ni heures.", "Quels jours et à quelles heures ?")
	put(plan.Impossible, filled("%w n'existe pas : %s %s.", func(s *speaker) []any {
		return []any{monthOf(s.day(0)), lengthOfMonth(s)}
	}), always("Quel jour faut-il lire ?"))
	put(plan.WrongWeekday, filled("%w : le %s est un %s.", func(s *speaker) []any {
		d := s.day(0)
		return []any{text.DayNumber(d) + text.NoBreak + text.Month(d.Month) + text.NoBreak + strconv.Itoa(d.Year),
			text.Weekday(d)}
	}), filled("Est-ce %s ?", func(s *speaker) []any { return []any{choice(s.fault.Days)} }))
	put(plan.Outside, filled("%w n'est pas dans l'édition, qui va %s.", func(s *speaker) []any {
		return []any{s.edition()}
	}), always("Quel jour de l'édition faut-il lire ?"))
	put(plan.DayOrder, filled("%w va du %s au %s, qui vient avant.", func(s *speaker) []any {
		return []any{text.DayMonth(s.day(0)), text.DayMonth(s.day(1))}
	}), always("Quels sont le premier et le dernier jour ?"))
	put(plan.WhichMonth, always("%w peut être plusieurs jours de l'édition."),
		filled("Est-ce %s ?", func(s *speaker) []any {
			return []any{choice(s.fault.Days)}
		}))
	plain(plan.DaysTwice, "%w dit les jours de deux façons qui ne s'accordent pas.", "Quels jours exactement ?")
	plain(plan.ListOrRange, "%w peut être deux jours, ou tous les jours de l'un à l'autre.", "Quels jours exactement ?")
	put(plan.DayOrHour, always("%w peut se lire comme un jour ou comme une heure."), filled("Est-ce le %d, ou %d h ?",
		func(s *speaker) []any {
			return []any{s.number(0), s.number(0)}
		}))
	plain(plan.PartOfWhich, "%w : on ne sait pas si tous ces jours sont pris en entier.",
		"Quels jours en entier, et quels jours en partie ?")
}

func lengthOfMonth(s *speaker) string {
	if d := s.day(0); d.Month < 1 || d.Month > 12 {
		return "n'est pas un mois"
	}
	if n := s.number(0); n > 0 {
		return "a " + strconv.Itoa(n) + " jours"
	}
	return "n'a pas ce jour"
}
