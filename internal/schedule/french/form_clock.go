package french

// clockForm recognises hours with their minutes, in figures or in words.
type clockForm struct {
	stream
	addresses addressForm // whose figures are no minutes
}
