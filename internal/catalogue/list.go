package catalogue

import (
	"strings"

	"jema/internal/text"
)

// List writes words one after the other: « a, b et c », “a, b and c”.
func (v *Voice) List(words []string) string {
	if last := len(words) - 1; v.english() && last > 0 {
		return strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return text.Join(words)
}
