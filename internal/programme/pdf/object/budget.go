package object

// budget is what reading a supplied file may still cost. A small file can be
// written so that reading it takes any amount of memory or time: streams that
// unfold a thousandfold, objects that overlap, values of two bytes that take a
// hundred in memory. A nil budget has no bounds: it is for files of our own.
type budget struct {
	memory   int // bytes of values and tables
	work     int // bytes looked at
	unfolded int // bytes that filters return
}

// suppliedBudget is generous to what programs really write: a file is looked
// at once or twice, and unfolds to some ten times its size.
func suppliedBudget(size int) *budget {
	return &budget{memory: 32 << 20, work: 64<<20 + 8*size, unfolded: 96<<20 + 8*size}
}

// What values take in memory, in bytes, roundly.
const (
	costValue     = 32
	costArray     = 96
	costDict      = 288
	costReference = 128
	costPlace     = 64
	costFilter    = 4096 // counted as bytes unfolded: a filter has tables of its own
)

// afford takes n bytes of memory; false where there are not as many left.
func (b *budget) afford(n int) bool {
	if b == nil {
		return true
	}
	b.memory -= n
	return b.memory >= 0
}

// look takes n bytes looked at.
func (b *budget) look(n int) bool {
	if b == nil {
		return true
	}
	b.work -= n
	return b.work >= 0
}

// unfold takes n bytes that a filter returned.
func (b *budget) unfold(n int) bool {
	if b == nil {
		return true
	}
	b.unfolded -= n
	return b.unfolded >= 0
}
