package text

// slipsRoom is how many letters of the second word need no memory of their own.
const slipsRoom = 32

// Slips counts the letters to insert, delete, replace or swap with their neighbour
// to get from a to b. It stops counting beyond limit and then returns limit+1.
func Slips(a, b string, limit int) int {
	if ascii(a) && ascii(b) {
		return slips([]byte(a), []byte(b), limit)
	}
	return slips([]rune(a), []rune(b), limit)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func slips[Letter byte | rune](a, b []Letter, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var room [3][slipsRoom + 1]int
	older, before, row := room[0][:], room[1][:], room[2][:]
	if len(b) > slipsRoom {
		older, before, row = make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	}
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, before, row = before, row, older
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(row[len(b)], limit+1)
}
