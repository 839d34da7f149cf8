package french

// addressForm recognises telephone numbers, addresses of the web and positions.
type addressForm struct{ stream }
