package jema

import "time"

// Role is what an account is for; a visitor has no account.
type Role string

// The roles.
const (
	RoleArtisan       Role = "artisan"
	RoleAdviser       Role = "adviser"
	RoleDesk          Role = "desk"
	RoleOrganiser     Role = "organiser"
	RoleCorrespondent Role = "correspondent"
	RoleAdministrator Role = "administrator"
)

// Roles are all of them.
var Roles = []Role{RoleArtisan, RoleAdviser, RoleDesk, RoleOrganiser, RoleCorrespondent, RoleAdministrator}

// SignsInByPassword reports whether accounts of this role have a password; the
// others are mailed a link.
func (r Role) SignsInByPassword() bool {
	return r == RoleOrganiser || r == RoleDesk || r == RoleAdviser || r == RoleAdministrator
}

// Account is somebody who signs in.
type Account struct {
	ID           AccountID
	TerritoryID  TerritoryID
	Email        string // folded to lower case
	Name         string
	Phone        string
	Role         Role
	PasswordHash string // argon2id, "" when there is no password
	CommuneINSEE string // of a correspondent
	Language     string
	// SessionGeneration rises when all sessions of the account end.
	SessionGeneration int
}

// SignInLink is a link mailed to somebody; it works once, until it expires.
type SignInLink struct {
	ID          SignInLinkID
	TerritoryID TerritoryID
	Email       string
	ExpiresAt   time.Time
}

// SignInLinkLasts is how long a mailed link may be used.
const SignInLinkLasts = 30 * time.Minute

// ErrAccountMissing means that there is no such account, or that it is
// disabled.
var ErrAccountMissing = NotFound("account.missing")
