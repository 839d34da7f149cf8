package french

// tagWords are the words of OpenStreetMap's opening_hours, « Tu-Fr 10:00-12:00 ».
var tagWords = map[string]string{"mo": "lundi", "tu": "mardi", "we": "mercredi", "th": "jeudi", "fr": "vendredi",
	"sa": "samedi", "su": "dimanche", "off": "fermé", "ph": "jours fériés", "sh": "vacances"}

// isTag reports whether the text is written in this way: a day of two letters that no
// French one is like, before hours with a colon or « off ».
func (t *translator) isTag() bool {
	for i, r := range t.runs {
		switch r.text {
		case "mo", "tu", "th", "fr", "su":
		default:
			continue
		}
		first, second := t.chars[r.from], t.chars[r.from+1]
		j := i + 1
		for t.at(j).text == "-" || t.at(j).text == "," || tagWords[t.at(j).text] != "" && t.at(j).text != "off" {
			j++
		}
		j = t.spaces(j)
		hour := t.at(j).kind == numberToken && t.at(j+1).text == ":" && t.at(j+2).kind == numberToken
		if first.upper && !second.upper && (hour || t.at(j).text == "off" || t.at(j).text == "closed") {
			return true
		}
	}
	return false
}
