package french

// letterForm recognises weekdays of one capital letter.
type letterForm struct {
	stream
	dates dateForm
}
