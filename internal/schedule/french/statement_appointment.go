package french

// byAppointment reads « dimanche sur rendez-vous uniquement » beside statements
// with days and hours: nobody may just walk in on those days, so that they have
// none. A statement with hours of its own is left alone, and questioned.
func byAppointment(all []lexeme, i int) int {
	s, ok := statementAt(all, i)
	if !ok || !s.has(appointment) || s.has(clock, except, also, either, doubtful, vague, relative, people) || !s.others() {
		return i
	}
	for k := s.from; k < s.to; k++ {
		if s.is(k, appointment) && s.at(k).text != "vous" && s.at(k).text != "rdv" {
			return i // « non communiqué », « à confirmer »
		}
	}
	own, sure := s.weekdays()
	if !sure || !s.endsOwn() {
		return i
	}
	for k := range all {
		o, ok := statementAt(all, k)
		if !ok || k == s.from || !o.has(clock) && !o.has(dayKinds...) {
			continue
		}
		// Hours that come later, or days that both name, are refused with a question.
		if named, sure := o.weekdays(); !o.has(clock) || !sure || named&own != 0 {
			return i
		}
	}
	return s.to
}

// weekdays returns the days of the week that the statement names, as bits, and
// whether these are all its days.
func (s statement) weekdays() (bits int, sure bool) {
	for i := s.from; i < s.to; i++ {
		switch l := s.at(i); l.kind {
		case weekday:
			bits |= 1 << l.value
			end := i + 1
			if s.is(end, number) {
				end++
			}
			if !s.is(end, atThe, dash) || !s.is(end+1, weekday) {
				continue
			}
			for day := l.value; day != s.at(end+1).value; day = (day + 1) % 7 {
				bits |= 1 << day
			}
		case weekend:
			bits |= 1<<6 | 1
		case workweek:
			bits |= 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5
		case date, everyDay, otherDays, firstDay, lastDay, following, preceding, until, since:
			return 0, false
		case number:
			if !s.is(i-1, weekday) {
				return 0, false
			}
		}
	}
	return bits, bits != 0
}

// endsOwn reports whether nothing but its days and « sur rendez-vous » is given, so that no
// hours behind it can be meant.
func (s statement) endsOwn() bool {
	next, ok := s.behind()
	return !ok || next.has(dayKinds...)
}
