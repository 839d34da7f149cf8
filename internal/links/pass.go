package links

import (
	"crypto/hmac"
	"encoding/base32"
	"jema/internal/jema"
	"strconv"
	"strings"
)

// passLength retains 80 of the HMAC's 256 bits, in characters of base32: it is
// printed, and may be typed.
const passLength = 16

// PassCode is what a booking's door pass carries: the booking's number, and an
// HMAC of it. It is neither the code that is read aloud nor the token that
// manages the booking, and neither can be made from it.
func (l Links) PassCode(bookingID jema.BookingID) string {
	number := strconv.FormatInt(int64(bookingID), 36)
	seal := base32.StdEncoding.EncodeToString(l.sign(purposePass, number, 1))[:passLength]
	return strings.ToUpper(number) + seal
}

// PassBooking returns the number of the booking that a door pass belongs to,
// false when the code is not one of ours. It may be typed in small letters.
func (l Links) PassBooking(code string) (bookingID jema.BookingID, ok bool) {
	code = strings.ToUpper(code)
	if len(code) <= passLength {
		return 0, false
	}
	id, err := strconv.ParseInt(code[:len(code)-passLength], 36, 64)
	if err != nil || id < 1 {
		return 0, false
	}
	return jema.BookingID(id), hmac.Equal([]byte(code), []byte(l.PassCode(jema.BookingID(id))))
}

// Pass is the page of a booking's door pass. It shows where and when, nothing
// of the person, and acts on nothing: this is what a printed ticket leads to.
func (l Links) Pass(bookingID jema.BookingID) string { return l.base + "/p/" + l.PassCode(bookingID) }
