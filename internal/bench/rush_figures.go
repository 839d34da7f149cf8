package bench

// Figures are the report's by their stable names: times of each rush, the
// engine's memory, its failures in all, and how far it is from the control.
func (r RushReport) Figures() map[string]Spread {
	list, failed := map[string]Spread{}, 0.0
	for name, days := range r.byName() {
		list[name+"_p50_ms"] = spreadOf(values(days, func(d Day) float64 { return d.P50MS }))
		list[name+"_p99_ms"] = spreadOf(values(days, func(d Day) float64 { return d.P99MS }))
		list[name+"_p999_ms"] = spreadOf(values(days, func(d Day) float64 { return d.P999MS }))
		if days[0].Views != nil {
			list[name+"_views_per_second"] = spreadOf(values(days, func(d Day) float64 { return d.Views.Served }))
		}
	}
	var memory []float64
	for _, d := range r.Days {
		if d.Way == Engine {
			failed += float64(d.Failed)
			memory = append(memory, d.PeakMB)
		}
	}
	list["rush_5xx"], list["rush_rss_mb"] = Spread{failed, failed, failed}, spreadOf(memory)
	// the worst counts
	list["rush_rss_mb"] = Spread{list["rush_rss_mb"].Max, list["rush_rss_mb"].Min, list["rush_rss_mb"].Max}
	for name, pair := range map[string][2]string{"rush6_vs_for_update": {Rush6Control, Rush6},
		"rush6_alone_vs_for_update": {Rush6Control2, Rush6Alone}} {
		p99 := func(d Day) float64 { return d.P99MS }
		if against := ratios(values(r.byName()[pair[0]], p99), values(r.byName()[pair[1]], p99)); len(against) > 0 {
			list[name] = spreadOf(against)
		}
	}
	return list
}

func (r RushReport) byName() map[string][]Day {
	days := map[string][]Day{}
	for _, d := range r.Days {
		days[d.Name] = append(days[d.Name], d)
	}
	return days
}

func values(days []Day, of func(Day) float64) (list []float64) {
	for _, d := range days {
		list = append(list, of(d))
	}
	return list
}
