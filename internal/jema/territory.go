package jema

import (
	"net/url"
	"strings"
	"unicode"
)

// Territory is the agglomeration that runs an instance. Its contact and its
// imprint are printed on every programme.
type Territory struct {
	ID           TerritoryID
	Slug, Name   string
	BaseURL      string // where visitors reach it, without a final slash; printed in QR codes
	ContactEmail string
	ContactPhone string
	Publisher    string // imprint: who publishes
	Printer      string // imprint: the printer's name and address
	LegalDeposit string // imprint: dépôt légal
	PrintRun     string // imprint: tirage
	SMSURL       string // of its SMS gateway, "" when it has none
	// SecurityContact is where a weakness is reported: a mailto:, https: or tel:
	// address, "" when there is none.
	SecurityContact string
	IsDemo          bool // its artisans are invented, and it says so
	// ClientBookings is how many bookings one network may make in ten minutes;
	// 0 is no limit. See « Limits » in docs/design.md.
	ClientBookings int
}

// ErrSMSURL means that something is not the address of an SMS gateway.
var ErrSMSURL = Invalid("territory.sms_url")

// CheckSMSURL refuses what is not the address of an SMS gateway; "" is none,
// which is allowed.
func CheckSMSURL(address string) error {
	u, err := url.Parse(address)
	if address != "" && (err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" ||
		strings.ContainsAny(address, " \t\r\n")) {
		return ErrSMSURL
	}
	return nil
}

// ErrSecurityContact means that something is no address to report a weakness
// to.
var ErrSecurityContact = Invalid("territory.security_contact")

// SecurityContact writes an e-mail address, https address or telephone number as
// RFC 9116 does: « mailto:securite@exemple.fr ». "" remains "".
func SecurityContact(typed string) (string, error) {
	contact := strings.TrimSpace(typed)
	if strings.Contains(contact, "@") && !strings.Contains(contact, ":") {
		contact = "mailto:" + contact
	}
	u, err := url.Parse(contact)
	if err != nil || strings.ContainsFunc(contact, unicode.IsSpace) {
		return "", ErrSecurityContact
	}
	mailbox := u.Scheme == "mailto" && strings.Count(u.Opaque, "@") == 1 && !strings.HasPrefix(u.Opaque, "@") &&
		!strings.HasSuffix(u.Opaque, "@")
	page := u.Scheme == "https" && u.Hostname() != ""
	phone := u.Scheme == "tel" && u.Opaque != "" && strings.Trim(strings.TrimPrefix(u.Opaque, "+"), "0123456789.-") == ""
	if contact != "" && !mailbox && !page && !phone {
		return "", ErrSecurityContact
	}
	return contact, nil
}

// ClientBookingsMost bounds what ClientBookings may be set to.
const ClientBookingsMost = 100_000

// ErrClientBookings means that something is no number of bookings for one
// network.
var ErrClientBookings = Invalid("territory.client_bookings")

// Gateway is the SMS gateway as it may be shown, « https://sms.exemple.fr/… »:
// all but its host may be a secret. It is "" when there is none.
func (t Territory) Gateway() string {
	u, err := url.Parse(t.SMSURL)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/…"
}
