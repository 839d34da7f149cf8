package french

// kindSet is some kinds of lexemes.
type kindSet [2]uint64

func (s *kindSet) add(k kind) {
	if k >= 0 {
		s[k/64] |= 1 << (k % 64)
	}
}

func (s *kindSet) has(k kind) bool { return k >= 0 && s[k/64]&(1<<(k%64)) != 0 }
