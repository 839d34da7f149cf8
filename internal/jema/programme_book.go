package jema

import "time"

// Book is what is printed for a whole territory: the programmes of all its
// communes, even those without events.
type Book struct {
	Territory  Territory
	Edition    Edition
	Basemap    Basemap
	Programmes []Programme
	AsOf       time.Time // the newest change in the data; dates the file
}
