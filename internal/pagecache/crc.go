package pagecache

import "hash/crc32"

// shift turns the CRC-32 of a text into what it contributes to that of the text with
// a fixed number of bytes behind it. It is linear over the bits: a column for each.
// The CRC-32 of a and b together is shift(CRC of a) xor CRC of b.
type shift [32]uint32

// of applies the shift.
func (s *shift) of(sum uint32) (shifted uint32) {
	for i := 0; sum != 0; i, sum = i+1, sum>>1 {
		if sum&1 != 0 {
			shifted ^= s[i]
		}
	}
	return shifted
}

// after returns the shift that applies s, then t.
func (s *shift) after(t *shift) (both shift) {
	for i := range both {
		both[i] = s.of(t[i])
	}
	return both
}

// shiftBy returns the shift by a number of bytes.
func shiftBy(bytes int) shift {
	var bit, result shift
	for i := range bit {
		result[i] = 1 << i
		if i > 0 {
			bit[i] = 1 << (i - 1)
		}
	}
	bit[0] = crc32.IEEE
	for power, left := bit, bytes*8; left > 0; left >>= 1 {
		if left&1 != 0 {
			result = power.after(&result)
		}
		power = power.after(&power)
	}
	return result
}
