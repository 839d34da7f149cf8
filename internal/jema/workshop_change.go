package jema

// AtOnce splits what an artisan wants of a workshop that is on the site: now is
// the workshop with what holds at once, which nobody is shown or which takes
// something back from the public; the rest of wanted waits for an organiser.
// An address (with its parking), a number or a mail address that is not published changes at once,
// and so does a wish to publish it no longer.
func (w Workshop) AtOnce(wanted Workshop) (now Workshop) {
	now = w
	now.OneVisitAtATime = wanted.OneVisitAtATime
	if !wanted.PublishAddress {
		now.PublishAddress = false
	}
	if !now.PublishAddress {
		now.Address, now.PostalCode, now.Lat, now.Lon = wanted.Address, wanted.PostalCode, wanted.Lat, wanted.Lon
		now.Parking, now.ParkingEnglish = wanted.Parking, wanted.ParkingEnglish
	}
	if !wanted.PublishPhone {
		now.PublishPhone = false
	}
	if !now.PublishPhone {
		now.Phone = wanted.Phone
	}
	if !wanted.PublishEmail {
		now.PublishEmail = false
	}
	if !now.PublishEmail {
		now.Email = wanted.Email
	}
	return now
}
