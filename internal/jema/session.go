package jema

import "time"

// SessionLasts is how long somebody stays signed in.
const SessionLasts = 12 * time.Hour

// Session is one browser in which an account of a territory is signed in.
type Session struct {
	TokenHash            []byte // SHA-256 of the cookie
	TerritoryID          TerritoryID
	AccountID            AccountID
	Generation           int    // the account's SessionGeneration when the session began
	Device               string // family of browser and system, "" when unknown
	CreatedAt, ExpiresAt time.Time
}
