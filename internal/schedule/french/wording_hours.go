package french

import (
	"jema/internal/schedule/plan"
	"jema/internal/text"
)

func wordHours() {
	plain(plan.BadClock, "%w n'est pas une heure.", "Quelle heure faut-il lire ?")
	plain(plan.ClockForm, "%w peut se lire de deux façons.", "Quelle heure, écrite comme 9 h 05 ou 10 h 30 ?")
	plain(plan.ClockOrDate, "%w peut être une heure ou une date.",
		"Est-ce une heure, écrite comme 10 h 30, ou un jour, écrit comme 10/04 ?")
	put(plan.EarlyClock, always("%w peut être la nuit ou l'après-midi."), filled("Est-ce %d h du matin ou %d h ?",
		func(s *speaker) []any {
			return []any{s.number(0), s.number(1)}
		}))
	plain(plan.Midnight, "%w : minuit ne peut être qu'une fin.",
		"À quelle heure, et quel jour, est-ce que cela commence ?")
	put(plan.OpenEnd, filled("%w commence à %s et ne dit pas jusqu'à quand.", first), always("Jusqu'à quelle heure ?"))
	put(plan.OpenStart, filled("%w finit à %s et ne dit pas depuis quand.", first), always("À partir de quelle heure ?"))
	put(plan.ClockOrder, filled("%w : la fin, %s, ne vient pas après le début, %s.", func(s *speaker) []any {
		return []any{s.clock(1), s.clock(0)}
	}), always("De quelle heure à quelle heure, le même jour ?"))
	put(plan.BareStart, filled("%w : l'accueil libre commence à %s et n'a pas de fin.", first),
		always("Jusqu'à quelle heure ?"))
	put(plan.NoStep, filled("%w : entre %s et %s, on ne sait pas quand commencent les créneaux.", func(s *speaker) []any {
		return []any{s.clock(0), s.clock(1)}
	}), always("Toutes les combien de minutes part un créneau ?"))
	put(plan.LastStart, always("%w ne dit pas si un créneau part encore à la dernière heure."),
		filled("Un créneau part-il à %s ?", first))
	put(plan.NoLength, filled("%w : on ne sait pas combien dure le créneau de %s.", first),
		always("Combien de minutes dure-t-il ?"))
	plain(plan.BadLength, "%w n'est pas une durée possible.", "Combien de minutes ?")
	put(plan.LengthConflict, filled("%w ne s'accorde pas avec la durée déjà donnée, %s.", func(s *speaker) []any {
		return []any{minutes(s.number(1))}
	}), filled("Est-ce %s ou %s ?", func(s *speaker) []any { return []any{minutes(s.number(0)), minutes(s.number(1))} }))
	plain(plan.StepInFree, "%w annonce des départs à heure fixe, et non un accueil libre.",
		"Faut-il en faire des créneaux sur réservation ?")
	put(plan.NoDeparture, filled("%w : une visite de %s ne tient pas entre %s et %s.", func(s *speaker) []any {
		return []any{minutes(s.number(0)), s.clock(0), s.clock(1)}
	}), always("Combien de minutes dure-t-elle ?"))
	put(plan.PastMidnight, filled("%w : le créneau de %s finirait après minuit.", first),
		always("À quelle heure finit-il ?"))
	plain(plan.PartConflict, "%w : les heures et le moment de la journée ne s'accordent pas.",
		"De quelle heure à quelle heure ?")
	plain(plan.PartEdge, "%w coupe les horaires à une heure que personne n'a dite.",
		"À partir de quelle heure est-ce fermé ?")
	put(plan.LastMismatch, always("%w ne s'accorde pas avec les horaires lus."), filled("Quelle est la bonne heure%s ?",
		func(s *speaker) []any {
			if s.clock(1) == "" {
				return []any{""}
			}
			return []any{", " + s.clock(0) + " ou " + s.clock(1)}
		}))
	put(plan.CountMismatch, filled("%w : %d annoncés, %d lus.", func(s *speaker) []any {
		return []any{s.number(0), s.number(1)}
	}), always("Quelles sont toutes les heures de départ ?"))
}

func wordAway() {
	plain(plan.PauseHours, "%w ne dit pas quand.", "De quelle heure à quelle heure est-ce fermé ?")
	plain(plan.PauseOrOpen, "%w suit une fermeture : on ne sait pas si c'est ouvert ou fermé.",
		"Est-ce ouvert ou fermé à ces heures ?")
	put(plan.StartInPause, filled("%w : le créneau de %s tombe dans la pause.", first),
		always("Faut-il garder ce créneau ou la pause ?"))
	plain(plan.ExceptHours, "%w : ces heures peuvent remplacer les autres ou en être retirées.",
		"À quelles heures est-ce ouvert ces jours-là ?")
	plain(plan.ClosedAndOpen, "%w est dit fermé, et ouvert à certaines heures.", "Est-ce ouvert ou fermé ce jour-là ?")
	plain(plan.HalfOfAll, "%w retire à tous les jours des heures dites ouvertes.",
		"De quelle heure à quelle heure est-ce ouvert ?")
	plain(plan.ExceptWhich, "%w peut concerner les derniers jours seulement ou tous.", "Quels jours cela concerne-t-il ?")
	plain(plan.ExceptNothing, "%w ne dit pas quoi.", "Quels jours ou quelles heures faut-il retirer ?")
	plain(plan.NothingLeft, "%w ne laisse plus aucune heure.", "Quels jours et à quelles heures est-ce ouvert ?")
	put(plan.AddOrReplace, filled("%w : le %s a déjà des heures, dites avec d'autres jours.", func(s *speaker) []any {
		return []any{text.DayMonth(s.day(0))}
	}), filled("Le %s, ces heures s'ajoutent-elles aux autres ou les remplacent-elles ?", func(s *speaker) []any {
		return []any{text.Weekday(s.day(0))}
	}))
	put(plan.Overlap, filled("%w : le %s, %s et %s se chevauchent.", func(s *speaker) []any {
		return []any{text.DayMonth(s.day(0)), s.stretch(0), s.stretch(2)}
	}), filled("Quelles sont les heures du %s ?", func(s *speaker) []any { return []any{text.DayMonth(s.day(0))} }))
}

func first(s *speaker) []any { return []any{s.clock(0)} }

// stretch formats two of the fault's clocks as a range.
func (s *speaker) stretch(i int) string {
	if i+1 >= len(s.fault.Clocks) {
		return ""
	}
	return text.FromTo(s.fault.Clocks[i], s.fault.Clocks[i+1])
}

// minutes formats a duration; a whole day is no midnight.
func minutes(n int) string {
	if n == 24*60 {
		return "24" + text.NoBreak + "h"
	}
	return text.Minutes(n)
}
